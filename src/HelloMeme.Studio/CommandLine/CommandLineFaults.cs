using HelloMeme.Media;

namespace HelloMeme.Studio.CommandLine;

/// <summary>A fault in the words of the command line: the sentence, and the option that mends it. Pages show a button there instead.</summary>
public static class CommandLineFaults
{
    public static string Sentence(UserFaultException fault) =>
        OptionFor(fault.Code) is { } option ? $"{fault.Message.TrimEnd('.')} ({option})." : fault.Message;

    private static string? OptionFor(string code) => code switch
    {
        "several-faces" => "--face N, or --driving-face N for the driver",
        "video-too-long" => $"for example --from 0 --to {MediaLimits.VideoSeconds:0}",
        "no-clip-to-trim" => "--from and --to go with --driving",
        _ => null,
    };
}
