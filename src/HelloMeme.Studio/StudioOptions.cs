using HelloMeme.Media;
using HelloMeme.Reenactment.Sessions;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio;

/// <summary>Settings of section "Studio" in appsettings.json or the environment (Studio__Name). Relative folders start at <see cref="StudioFolders.Root"/>.</summary>
public sealed class StudioOptions
{
    public const string Section = "Studio";

    /// <summary>Holds checkpoints/ (what the user brings) and onnx/ (graphs built from it).</summary>
    public string ModelsFolder { get; init; } = "models";

    /// <summary>node_modules with the pinned face models.</summary>
    public string NpmFolder { get; init; } = "node_modules";

    /// <summary>Folder with ffmpeg and ffprobe; empty looks on PATH.</summary>
    public string FfmpegFolder { get; init; } = "";

    /// <summary>Database, signing keys, uploads and memes. Back it up as a whole; never put it on the web.</summary>
    public string DataFolder { get; init; } = "data";

    public VisitorLimits Limits { get; init; } = new();

    /// <summary>cpu, cuda, tensorrt, directml, coreml or webgpu; the environment's HELLOMEME_EP overrides it. One that cannot start is an error.</summary>
    public string ExecutionProvider { get; set; } = "cpu";

    public ExecutionProvider Provider => ExecutionProviders.Parse(ExecutionProvider);

    /// <summary>Counts only with the provider cuda.</summary>
    public CudaSettings Cuda { get; init; } = new();

    public SessionSettings Sessions => new(Provider) { Cuda = Cuda };

    /// <summary>Disk that converted weights may take under models/onnx; what was used longest ago goes first.</summary>
    public int ConvertedWeightsGigabytes { get; init; } = 40;

    /// <summary>Memory that networks may keep between jobs; over it those idle longest are closed.</summary>
    public int OpenNetworksGigabytes { get; init; } = 12;

    /// <summary>HEIC is covered by HEVC patents in some countries: off unless switched on.</summary>
    public bool AllowHeic { get; init; }
}

/// <summary>What one visitor may send and keep.</summary>
public sealed record VisitorLimits
{
    public int PictureMegabytes { get; init; } = 30;

    public int ClipMegabytes { get; init; } = 300;

    /// <summary>Longer clips than an analysis takes are kept up to this length and trimmed first.</summary>
    public int ClipSeconds { get; init; } = 600;

    /// <summary>All uploads of one visitor together.</summary>
    public int VisitorMegabytes { get; init; } = 2000;

    /// <summary>An upload left alone for so long is removed.</summary>
    public int AbandonedUploadHours { get; init; } = 24;

    /// <summary>Motions that a visitor keeps, and the largest of them.</summary>
    public int Motions { get; init; } = 100;

    public int MotionMegabytes { get; init; } = 8;

    /// <summary>An editor saves after each gesture.</summary>
    public int SavesPerMinute { get; init; } = 240;

    public int UploadsPerMinute { get; init; } = 30;

    public int RendersPerMinute { get; init; } = 20;

    /// <summary>Visitors whose webcam drives a face at the same time; each takes memory for its face networks and shares the processor with the others.</summary>
    public int WebcamVisitors { get; init; } = 4;
}

/// <summary>Stops the start with one sentence when a setting makes no sense.</summary>
public sealed class StudioOptionsValidator : IValidateOptions<StudioOptions>
{
    public ValidateOptionsResult Validate(string? name, StudioOptions options)
    {
        if (options.ModelsFolder.Length == 0) return ValidateOptionsResult.Fail("Studio:ModelsFolder is empty; name a folder for the models.");
        if (options.FfmpegFolder.Length > 0 && !Directory.Exists(options.FfmpegFolder))
            return ValidateOptionsResult.Fail($"Studio:FfmpegFolder '{options.FfmpegFolder}' does not exist; name the folder that holds ffmpeg, or leave it empty to use PATH.");
        if (options.DataFolder.Length == 0) return ValidateOptionsResult.Fail("Studio:DataFolder is empty; name a folder for the studio's data.");
        if (Math.Min(options.ConvertedWeightsGigabytes, options.OpenNetworksGigabytes) < 1)
            return ValidateOptionsResult.Fail("Studio:ConvertedWeightsGigabytes or Studio:OpenNetworksGigabytes is below 1; set each to 1 or more.");
        if (options.Cuda.Faults() is [var cuda, ..]) return ValidateOptionsResult.Fail("Studio:Cuda: " + cuda);
        var limits = options.Limits;
        int[] counts =
        [
            limits.PictureMegabytes, limits.ClipMegabytes, limits.ClipSeconds, limits.VisitorMegabytes, limits.AbandonedUploadHours, limits.UploadsPerMinute, limits.Motions,
            limits.RendersPerMinute, limits.MotionMegabytes, limits.SavesPerMinute, limits.WebcamVisitors,
        ];
        if (counts.Min() < 1) return ValidateOptionsResult.Fail("A number under Studio:Limits is below 1; set each to 1 or more.");
        try
        {
            ExecutionProviders.Parse(options.ExecutionProvider);
        }
        catch (UserFaultException fault)
        {
            return ValidateOptionsResult.Fail("Studio:ExecutionProvider: " + fault.Message);
        }

        return ValidateOptionsResult.Success;
    }
}
