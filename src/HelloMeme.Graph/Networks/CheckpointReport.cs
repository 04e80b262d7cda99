using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>What is there of one checkpoint.</summary>
/// <param name="File">Null where nothing is there.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Keys">Tensors in it.</param>
/// <param name="Fault">Why it cannot be used: absent, foreign, unsound, or keys that do not fit. Null where it can.</param>
/// <param name="Missing">Keys that a graph asks for and the file lacks.</param>
/// <param name="Misshapen">Keys with other shapes than a graph asks for.</param>
/// <param name="Unknown">Keys that no graph asks for and no table of ignored keys knows.</param>
/// <param name="Ignored">How many keys the table of ignored keys knows.</param>
public sealed record CheckpointReport(
    CheckpointEntry Entry, string? File, long Bytes, int Keys, string? Fault, IReadOnlyList<string> Missing, IReadOnlyList<string> Misshapen, IReadOnlyList<string> Unknown, int Ignored, bool HasTestWeights)
{
    /// <summary>Opens each checkpoint of the catalog under a folder and asks for every weight its graphs need. Nothing is run, and no file is read whole.</summary>
    /// <param name="folder">models/checkpoints.</param>
    public static IEnumerable<CheckpointReport> Check(string folder, CancellationToken token = default)
    {
        foreach (var entry in NetworkCatalog.Checkpoints)
        {
            token.ThrowIfCancellationRequested();
            yield return Check(folder, entry, token);
        }
    }

    /// <summary>Only looks whether the file is there and how large it is.</summary>
    public static CheckpointReport Look(string folder, CheckpointEntry entry)
    {
        if (CheckpointFolder.WeightsFile(Path.Combine(folder, entry.Folder)) is not { } file) return Unusable(entry, null, $"{entry.Name} is not in {entry.Folder}");
        var found = new CheckpointReport(entry, file, 0, 0, null, [], [], [], 0, false);
        try
        {
            return found with { Bytes = CheckpointFolder.SizeOf(file) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return found with { Fault = $"{entry.Name} cannot be read: {e.Message}" };
        }
    }

    /// <summary>False also for what is no sound safetensors file, or may not be read.</summary>
    public static bool IsTestWeights(string file)
    {
        try
        {
            using var open = SafetensorsFile.Open(file);
            return open.Metadata.ContainsKey(CheckpointModule.TestWeightsKey);
        }
        catch (Exception e) when (e is CheckpointException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The same for one checkpoint.</summary>
    public static CheckpointReport Check(string folder, CheckpointEntry entry, CancellationToken token = default)
    {
        var found = Look(folder, entry);
        try
        {
            Func<string, string> rename = entry.Kind == NetworkKind.Vae ? DiffusersKeys.RenameVae : key => key;
            using var module = CheckpointModule.Open(Path.Combine(folder, entry.Folder), entry.Name, rename, identify: false, token);
            if (entry.Kind == NetworkKind.UNet) ForeignFile.RefuseByKeys(entry.Name, module.Tensors);
            return Walk(entry, found, module);
        }
        catch (Exception fault) when (fault is CheckpointException or IOException or UnauthorizedAccessException)
        {
            return Unusable(entry, found, fault.Message);
        }
    }

    private static CheckpointReport Walk(CheckpointEntry entry, CheckpointReport found, CheckpointModule module)
    {
        var weights = module.Weights(DType.Float);
        var fault = NetworkWalk.FaultOf(entry.Kind, weights, module.Config);
        var missing = weights.Faults.Where(f => f.Contains(" is missing ", StringComparison.Ordinal)).ToArray();
        return found with
        {
            Keys = module.Tensors.Count,
            Fault = fault,
            Missing = missing,
            Misshapen = [.. weights.Faults.Except(missing, StringComparer.Ordinal)],
            Unknown = weights.Unused(entry.Ignored.Knows),
            Ignored = module.Tensors.Keys.Count(entry.Ignored.Knows),
            HasTestWeights = module.HasTestWeights,
        };
    }

    private static CheckpointReport Unusable(CheckpointEntry entry, CheckpointReport? found, string fault) => new(entry, found?.File, found?.Bytes ?? 0, 0, fault, [], [], [], 0, false);
}
