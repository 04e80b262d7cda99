using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>All that was made of one checkpoint file, mapped; held so that nobody deletes it.</summary>
internal sealed class ConvertedSet : IDisposable
{
    private const string Packs = "*.safetensors", Parts = "*.part";

    private readonly string _folder;
    private readonly IDisposable _inUse;
    private readonly List<SafetensorsFile> _packs = [];
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <param name="inUse">Kept until the set is disposed.</param>
    public ConvertedSet(string folder, string source, IDisposable inUse)
    {
        (_folder, Source, _inUse) = (folder, source, inUse);
        Directory.CreateDirectory(folder);
        DiskSpace.RemoveAbandoned(folder, Parts); // of processes that were killed while they wrote
        foreach (var pack in Directory.EnumerateFiles(folder, Packs).Order(StringComparer.Ordinal)) MapOrRemove(pack);
    }

    /// <summary>SHA-256 of the checkpoint file.</summary>
    public string Source { get; }

    /// <summary>Sessions of this process that use it.</summary>
    public int Users { get; set; }

    /// <summary>What a weight is inside its checkpoint: key, form and type.</summary>
    public static string NameOf(Weight weight) => $"{weight.Source.Tensor.Key}|{weight.Source.Form}|{weight.Type}";

    public Kept? Find(Weight weight) => _kept.GetValueOrDefault(NameOf(weight));

    /// <summary>Makes what is not there yet.</summary>
    /// <returns>Whether the set grew.</returns>
    public bool Add(IReadOnlyList<Weight> weights, CancellationToken token)
    {
        var missing = weights.Where(w => Find(w) is null).DistinctBy(NameOf).OrderBy(NameOf, StringComparer.Ordinal).ToArray();
        if (missing.Length == 0) return false;
        Map(WeightPack.Write(_folder, missing, token));
        return true;
    }

    public void Dispose()
    {
        foreach (var pack in _packs) pack.Dispose();
        _inUse.Dispose();
    }

    private void MapOrRemove(string path)
    {
        try
        {
            Map(path);
        }
        catch (CheckpointException)
        {
            File.Delete(path); // cut short by a failing disk, or of another version: it is made again
        }
    }

    private void Map(string path)
    {
        var pack = SafetensorsFile.Open(path);
        if (pack.Metadata.GetValueOrDefault(WeightPack.VersionKey) != WeightPack.Version)
        {
            pack.Dispose();
            throw new CheckpointException($"{Path.GetFileName(path)} was converted by another version.");
        }

        _packs.Add(pack);
        foreach (var (name, tensor) in pack.Tensors) _kept[name] = new Kept(tensor.Data, $"{Source}/{Path.GetFileName(path)}", pack.OffsetOf(name));
    }

    /// <param name="File">Relative to the store's folder.</param>
    /// <param name="Offset">Of the first element, from the file's start.</param>
    public sealed record Kept(ReadOnlyMemory<byte> Data, string File, long Offset);
}
