using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>What is there of one style: a folder or single file made from Stable Diffusion 1.5.</summary>
/// <param name="Name">As <see cref="NameOf"/> gives it.</param>
/// <param name="Fault">Why it cannot be used; null where it can.</param>
/// <param name="Unknown">Keys that no network reads and no table of ignored keys knows.</param>
public sealed record StyleReport(string Name, string Path, string? Fault, IReadOnlyList<string> Unknown)
{
    /// <summary>Paths of everything that could be a style; pickles too, so that they are told.</summary>
    public static IReadOnlyList<string> Find(string folder)
    {
        var styles = System.IO.Path.Combine(folder, NetworkCatalog.StylesFolder);
        if (!Directory.Exists(styles)) return [];
        string[] endings = [".safetensors", ".ckpt"];
        return [.. Directory.GetDirectories(styles).Concat(Directory.GetFiles(styles).Where(f => endings.Contains(System.IO.Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))).Order(StringComparer.Ordinal)];
    }

    /// <summary>Opens each and asks for every weight its networks need.</summary>
    /// <param name="folder">models/checkpoints.</param>
    public static IEnumerable<StyleReport> Check(string folder, CancellationToken token = default) => Find(folder).Select(path => CheckOne(path, token));

    /// <summary>Told of, never read.</summary>
    public static bool IsPickle(string path) => System.IO.Path.GetExtension(path).Equals(".ckpt", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path);

    /// <summary>What a style is called: its folder, or its file without the ending unless a folder beside it is called that.</summary>
    public static string NameOf(string path)
    {
        if (Directory.Exists(path) || Directory.Exists(System.IO.Path.ChangeExtension(path, null))) return System.IO.Path.GetFileName(path);
        return System.IO.Path.GetFileNameWithoutExtension(path);
    }

    /// <summary>Opens one style and asks for every weight its networks need.</summary>
    /// <param name="path">A folder or a file, as <see cref="Find"/> gives it.</param>
    public static StyleReport CheckOne(string path, CancellationToken token = default)
    {
        var name = NameOf(path);
        try
        {
            using var style = StableDiffusionCheckpoint.Open(path, name, identify: false, token);
            var unknown = new List<string>(style.UnknownKeys);
            var faults = new List<string>();
            foreach (var (entry, module) in new[] { (NetworkCatalog.UNet, style.Unet), (NetworkCatalog.Vae, style.Vae), (NetworkCatalog.TextEncoder, style.TextEncoder) })
            {
                var weights = module.Weights(DType.Float);
                if (NetworkWalk.FaultOf(entry.Kind, weights, module.Config) is { } fault) faults.Add(weights.Faults.Count > 0 ? $"{fault}, such as {weights.Faults[0]}" : fault);
                unknown.AddRange(weights.Unused(entry.Ignored.Knows));
            }

            return new StyleReport(name, path, faults.Count > 0 ? string.Join("; ", faults) : null, unknown);
        }
        catch (CheckpointException fault)
        {
            return new StyleReport(name, path, fault.Message, []);
        }
    }
}
