using System.Collections.Concurrent;
using HelloMeme.Graph.Networks;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>A checkpoint with keys that nothing reads, which its user should hear of.</summary>
/// <param name="Name">Of the checkpoint.</param>
public sealed record UnreadCheckpoint(string Name, IReadOnlyList<string> Keys);

/// <summary>Looks for keys that nothing reads, once a file, because all networks of the checkpoint are walked for it. Of what does not fit its networks none are told: it is refused.</summary>
internal sealed class UnreadKeys
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _known = new(StringComparer.Ordinal);

    /// <param name="folder">models/checkpoints.</param>
    public UnreadCheckpoint In(string folder, CheckpointEntry entry) =>
        new(entry.Name, Look(CheckpointReport.Look(folder, entry).File is { } file ? [file] : [], () => CheckpointReport.Check(folder, entry) is { Fault: null } sound ? sound.Unknown : []));

    /// <param name="style">A folder or a file.</param>
    public UnreadCheckpoint In(string style) => new(StyleReport.NameOf(style), Look(FilesOf(style), () => StyleReport.CheckOne(style) is { Fault: null } sound ? sound.Unknown : []));

    /// <summary>The weights of a style.</summary>
    public static string[] FilesOf(string style) => Directory.Exists(style) ? Directory.GetFiles(style, "*.safetensors", SearchOption.AllDirectories) : [style];

    private IReadOnlyList<string> Look(string[] files, Func<IReadOnlyList<string>> look)
    {
        try
        {
            var state = string.Join('\n', files.Select(f => $"{f} {new FileInfo(f).Length} {File.GetLastWriteTimeUtc(f).Ticks}"));
            return _known.GetOrAdd(state, _ => look());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return []; // the render says what is wrong with it
        }
    }
}
