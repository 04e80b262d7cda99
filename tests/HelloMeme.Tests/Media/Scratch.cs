using System.Diagnostics;
using HelloMeme.Media;
using Xunit;

namespace HelloMeme.Tests.Media;

/// <summary>A folder for one test, with clips and frames made on the spot.</summary>
public sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hellomeme-media-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string[] Names => [.. _folder.EnumerateFiles().Select(f => f.Name).Order()];

    /// <summary>A clip made by ffmpeg's own test sources; arguments as on a command line, without the output name.</summary>
    public string Clip(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg") { UseShellExecute = false, RedirectStandardError = true };
        foreach (var argument in (string[])["-v", "error", "-y", .. arguments, Path(name)]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return Path(name);
    }

    /// <summary>A square runs to the right, four pixels a frame, on a slope of colours.</summary>
    public static Frame Moving(int width, int height, int index)
    {
        var frame = new Frame(width, height);
        for (var y = 0; y < height; y++)
        {
            var row = frame.Row(y);
            for (var x = 0; x < width; x++)
            {
                var inside = Math.Abs(x - index * 4 % width) < 8 && Math.Abs(y - height / 2) < 8;
                row[x * 3] = (byte)(inside ? 255 : 60 + 100 * x / width);
                row[x * 3 + 1] = (byte)(inside ? 255 : 60 + 100 * y / height);
                row[x * 3 + 2] = (byte)(inside ? 0 : 120);
            }
        }

        return frame;
    }

    public static async IAsyncEnumerable<Frame> Film(int width, int height, int count, Action<int>? before = null)
    {
        for (var i = 0; i < count; i++)
        {
            before?.Invoke(i);
            using var frame = Moving(width, height, i);
            yield return frame;
            await Task.Yield();
        }
    }

    /// <summary>How many ffmpeg processes carry this folder's name on their command line.</summary>
    public int LivingProcesses()
    {
        var count = 0;
        foreach (var process in Process.GetProcessesByName("ffmpeg"))
        {
            using (process)
            {
                var commandLine = $"/proc/{process.Id}/cmdline";
                if (File.Exists(commandLine) && ReadOrEmpty(commandLine).Contains(_folder.Name)) count++;
            }
        }

        return count;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string ReadOrEmpty(string path)
    {
        try { return File.ReadAllText(path); }
        catch (IOException) { return ""; }
    }
}
