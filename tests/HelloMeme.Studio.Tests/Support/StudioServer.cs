using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>The real program in its own process on a free port of this machine, as a user starts it, with a data folder of its own.</summary>
public sealed partial class StudioServer : IAsyncLifetime
{
    private readonly List<string> _log = [];
    private readonly TemporaryFolder _data = new();
    private Process? _process;

    /// <summary>Settings to start with, for example "Studio__Limits__UploadsPerMinute".</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public string Data => _data.Path;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HelloMeme.Studio.dll"), "--urls", $"http://127.0.0.1:{Address?.Port ?? 0}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["Studio__DataFolder"] = Data;
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        _process = Process.Start(start)!;
        void Read(string? line)
        {
            if (line is null) return;
            lock (_log) _log.Add(line);
            if (ListeningLine().Match(line) is { Success: true } match) listening.TrySetResult(new Uri(match.Groups[1].Value));
        }

        _process.OutputDataReceived += (_, e) => Read(e.Data);
        _process.ErrorDataReceived += (_, e) => Read(e.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (ended, _) =>
        {
            ((Process)ended!).WaitForExit(); // until its last lines are read
            listening.TrySetException(new InvalidOperationException("The studio stopped while starting:\n" + Log));
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await listening.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    /// <summary>Ends the process at once (SIGKILL), as a crash would, and starts it again on the same data and port.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _data.Dispose();
    }

    public async Task StopAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    private string Log
    {
        get { lock (_log) return string.Join('\n', _log); }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningLine();
}
