using System.Text.Json;
using FFMpegCore;
using FFMpegCore.Enums;
using FFMpegCore.Exceptions;
using FFMpegCore.Pipes;
using Instances;

namespace HelloMeme.Media;

/// <summary>Where the two programs lie and what they call themselves, for example "5.1.9".</summary>
public sealed record FfmpegTools(string Folder, string Version);

/// <summary>When a packet is shown and for how long, in seconds of the file's own clock.</summary>
internal readonly record struct PacketTime(double Start, double Length);

/// <summary>The one door to ffmpeg: found once, started with argument lists made of our own numbers and names, killed on cancel.</summary>
public static class Ffmpeg
{
    private const string ListedContainers = "mov,mp4,matroska,webm,avi,gif,mpegts,mpeg,ogg,flv,wav";
    // Of a hostile file only the listed containers are opened, and no address inside it is followed.
    private const string Guarded = "-protocol_whitelist file,pipe -format_whitelist " + ListedContainers;
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;
    private static volatile FfmpegTools? _found;

    /// <summary>Looks in the configured folder, else along PATH, and asks for the version; what was found is used from then on.</summary>
    /// <exception cref="UserFaultException">"ffmpeg-missing".</exception>
    public static FfmpegTools Find(string? configuredFolder = null)
    {
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        IEnumerable<string> folders = configuredFolder is null
            ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [configuredFolder];
        foreach (var folder in folders)
        {
            if (!File.Exists(Path.Combine(folder, "ffmpeg" + suffix)) || !File.Exists(Path.Combine(folder, "ffprobe" + suffix))) continue;
            var banner = Instance.Finish(Path.Combine(folder, "ffmpeg" + suffix), "-version");
            if (banner.ExitCode == 0) return _found = new FfmpegTools(folder, VersionIn(banner.OutputData));
        }

        var place = configuredFolder is null ? "on PATH" : "in the configured folder " + configuredFolder;
        throw new UserFaultException("ffmpeg-missing",
            $"ffmpeg and ffprobe were not found {place}: install them with your system's package manager, for example apt-get install ffmpeg, or configure their folder.");
    }

    /// <summary>What ffprobe prints as JSON: format and streams.</summary>
    /// <exception cref="UserFaultException">"not-a-video", "ffmpeg-missing".</exception>
    internal static async Task<JsonElement> ProbeAsync(string path, CancellationToken cancel)
    {
        var found = await ProbeWithinLimitAsync(path, (options, token) => FFProbe.AnalyseAsync(path, options, Guarded, token), cancel);
        using var json = JsonDocument.Parse(found.Json);
        return json.RootElement.Clone();
    }

    /// <summary>Times of the packets of one stream in seconds, at most <paramref name="limit"/> of them; none is decoded.</summary>
    internal static async Task<IReadOnlyList<PacketTime>> PacketsAsync(string path, int stream, int limit, CancellationToken cancel)
    {
        var arguments = $"{Guarded} -select_streams {stream} -show_entries packet=pts_time,duration_time,flags -read_intervals %+#{limit}";
        var found = await ProbeWithinLimitAsync(path, (options, token) => FFProbe.GetPacketsAsync(path, options, arguments, token), cancel);
        return [.. from packet in found.Packets
                   where packet.Flags?.Contains('D') is not true // marked by the container as never shown
                   select new PacketTime(ProbedVideo.Seconds(packet.PtsTime) ?? 0, ProbedVideo.Seconds(packet.DurationTime) ?? 0)];
    }

    /// <summary>Decodes into a pipe that <paramref name="read"/> empties; ends when ffmpeg has ended, whatever the way.</summary>
    /// <exception cref="UserFaultException">"unreadable-video".</exception>
    internal static Task DecodeAsync(string path, string inputArguments, string outputArguments, Func<Stream, Task> read, CancellationToken cancel)
    {
        var sink = new PipeSink(read);
        return RunAsync(
            FFMpegArguments.FromFileInput(SafePath(path), false, o => o.WithCustomArgument($"{Guarded} -threads 2 {inputArguments}"))
                .OutputToPipe(sink, o => o.WithCustomArgument("-hide_banner -nostats " + outputArguments)),
            () => sink.Fault, "unreadable-video", "This video could not be decoded", cancel);
    }

    /// <summary>Encodes what <paramref name="write"/> puts into the pipe into one file.</summary>
    /// <exception cref="UserFaultException">"encoding-failed".</exception>
    internal static Task EncodeAsync(string pipeArguments, Func<Stream, CancellationToken, Task> write, string outputArguments, string output, CancellationToken cancel)
    {
        var source = new PipeSource(pipeArguments, write);
        return RunAsync(
            FFMpegArguments.FromPipeInput(source).OutputToFile(SafePath(output), true, o => o.WithCustomArgument("-hide_banner -nostats " + outputArguments)),
            () => source.Fault, "encoding-failed", "The film could not be written", cancel);
    }

    /// <summary>Files in, one file out: for muxing and second passes over our own files and the driver's sound.</summary>
    /// <exception cref="UserFaultException">"encoding-failed".</exception>
    internal static Task ConvertAsync(IReadOnlyList<(string Arguments, string Path)> inputs, string outputArguments, string output, CancellationToken cancel)
    {
        var arguments = FFMpegArguments.FromFileInput(SafePath(inputs[0].Path), false, o => o.WithCustomArgument(inputs[0].Arguments));
        foreach (var (options, path) in inputs.Skip(1)) arguments.AddFileInput(SafePath(path), false, o => o.WithCustomArgument(options));
        return RunAsync(
            arguments.OutputToFile(SafePath(output), true, o => o.WithCustomArgument("-hide_banner -nostats " + outputArguments)),
            () => null, "encoding-failed", "The film could not be written", cancel);
    }

    /// <summary>Input options for a file that a user gave.</summary>
    internal static string GuardedInput => Guarded;

    private static async Task RunAsync(FFMpegArgumentProcessor job, Func<Exception?> ownFault, string code, string sentence, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        FFMpegResult result;
        using var ending = new CancellationTokenSource();
        await using var cancelled = cancel.Register(() => End(ending));
        try
        {
            // The token goes in with a grace of nothing: given to ProcessAsynchronously it would come with five seconds.
            result = await job.CancellableThrough(ending.Token, AtOnce).WithLogLevel(FFMpegLogLevel.Error).ProcessAsynchronously(false, Options(), CancellationToken.None);
        }
        catch (Exception) when (!cancel.IsCancellationRequested && ownFault() is not null)
        {
            throw ownFault()!;
        }

        cancel.ThrowIfCancellationRequested();
        // A broken pipe is how the death of ffmpeg looks from here: then its own last word is the reason.
        if (ownFault() is { } fault && (result.Success || fault is not IOException)) throw fault;
        if (!result.Success) throw new UserFaultException(code, $"{sentence}: {LastLine(result.StandardError)}.");
    }

    // FFMpegCore asks ffmpeg to end through its standard input, whose other side is closed where it ended by itself in this moment: that is no fault of whoever cancels.
    private static void End(CancellationTokenSource ending)
    {
        try
        {
            ending.Cancel();
        }
        catch (AggregateException fault) when (fault.InnerExceptions.All(e => e is IOException))
        {
        }
    }

    private static async Task<T> ProbeWithinLimitAsync<T>(string path, Func<FFOptions, CancellationToken, Task<T>> probe, CancellationToken cancel)
    {
        SafePath(path);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(ProbeLimit);
        try
        {
            return await probe(Options(), limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new UserFaultException("not-a-video", $"This video took longer than {ProbeLimit.TotalSeconds:0} s to look through: convert it to MP4 first.");
        }
        catch (Exception fault) when (fault is FFMpegException or JsonException or FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            throw new UserFaultException("not-a-video", "This file is not a video we can read: use MP4, MOV, WebM, MKV, AVI or GIF.", fault);
        }
    }

    private static FFOptions Options() => new() { BinaryFolder = (_found ?? Find()).Folder };

    // FFMpegCore puts names between quotation marks and leaves those inside as they are.
    private static string SafePath(string path)
    {
        if (path.Contains('"') || path.EndsWith('\\'))
            throw new UserFaultException("bad-file-name", "This file name has a quotation mark or ends with a backslash: rename the file.");
        return path;
    }

    private static string LastLine(IReadOnlyList<string> log) =>
        log.LastOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim().TrimEnd('.') ?? "ffmpeg gave no reason";

    private static string VersionIn(IReadOnlyCollection<string> banner) =>
        banner.FirstOrDefault()?.Split(' ') is ["ffmpeg", "version", var version, ..] ? version.Split('-')[0] : "unknown";

    // Reads to the end of the pipe: the token given here fires when ffmpeg exits, with its last frames still on the way.
    private sealed class PipeSink(Func<Stream, Task> read) : IPipeSink
    {
        public Exception? Fault { get; private set; }

        public string GetStreamArguments() => "";

        public async Task ReadAsync(Stream inputStream, CancellationToken cancellationToken)
        {
            try
            {
                await read(inputStream);
            }
            catch (Exception fault)
            {
                Fault = fault;
                throw;
            }
        }
    }

    private sealed class PipeSource(string arguments, Func<Stream, CancellationToken, Task> write) : IPipeSource
    {
        public Exception? Fault { get; private set; }

        public string GetStreamArguments() => arguments;

        public async Task WriteAsync(Stream outputStream, CancellationToken cancellationToken)
        {
            try
            {
                await write(outputStream, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                Fault = fault;
                throw;
            }
        }
    }
}
