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

    /// <summary>cpu, cuda, tensorrt, directml, coreml or webgpu; the environment's HELLOMEME_EP overrides it. One that cannot start is an error.</summary>
    public string ExecutionProvider { get; set; } = "cpu";

    public ExecutionProvider Provider => ExecutionProviders.Parse(ExecutionProvider);

    /// <summary>HEIC is covered by HEVC patents in some countries: off unless switched on.</summary>
    public bool AllowHeic { get; init; }
}

/// <summary>Stops the start with one sentence when a setting makes no sense.</summary>
public sealed class StudioOptionsValidator : IValidateOptions<StudioOptions>
{
    public ValidateOptionsResult Validate(string? name, StudioOptions options)
    {
        if (options.ModelsFolder.Length == 0) return ValidateOptionsResult.Fail("Studio:ModelsFolder is empty; name a folder for the models.");
        if (options.FfmpegFolder.Length > 0 && !Directory.Exists(options.FfmpegFolder))
            return ValidateOptionsResult.Fail($"Studio:FfmpegFolder '{options.FfmpegFolder}' does not exist; name the folder that holds ffmpeg, or leave it empty to use PATH.");
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
