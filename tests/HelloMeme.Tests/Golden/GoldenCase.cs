using System.Runtime.InteropServices;
using System.Text.Json;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Tests.Golden;

/// <summary>One entry of the golden data's manifest with its tensors and weights, opened as they are asked for.</summary>
internal sealed class GoldenCase(string name, JsonElement entry) : IDisposable
{
    private readonly Dictionary<string, SafetensorsFile> _files = new(StringComparer.Ordinal);

    public string Name => name;

    public JsonElement Config => entry.GetProperty("config");

    /// <summary>What the case expects: output name, the original's own error in 32 bits, its largest absolute value.</summary>
    public IEnumerable<(string Output, double Floor, double Largest)> Expected =>
        entry.GetProperty("fp32_minus_fp64_max_and_absmax").EnumerateObject().Select(o => (o.Name, o.Value[0].GetDouble(), o.Value[1].GetDouble()));

    /// <summary>Names of the weight files, in the manifest's order.</summary>
    public IReadOnlyList<string> WeightNames => [.. entry.GetProperty("weights").EnumerateArray().Select(w => w.GetString()!)];

    /// <summary>Every input by its name without "in.".</summary>
    public Dictionary<string, float[]> Inputs() => CaseFiles.SelectMany(f => f.Tensors.Values)
        .Where(t => t.Key.StartsWith("in.", StringComparison.Ordinal)).ToDictionary(t => t.Key["in.".Length..], Floats, StringComparer.Ordinal);

    public int[] Shape(string key) => [.. Find(key).Shape.Select(d => (int)d)];

    public float[] Floats(string key) => Floats(Find(key));

    public StateDict Weights(string file, DType type = DType.Float) => new(file, Open("weights", file).Tensors, type);

    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
    }

    private IEnumerable<SafetensorsFile> CaseFiles =>
        entry.GetProperty("inputs_also_in").EnumerateArray().Select(f => f.GetString()!).Prepend(name).Select(f => Open("cases", f));

    private StoredTensor Find(string key) => CaseFiles.Select(f => f.Tensors.GetValueOrDefault(key)).FirstOrDefault(t => t is not null) ?? throw new KeyNotFoundException($"{name} has no {key}.");

    private SafetensorsFile Open(string folder, string file)
    {
        var path = GoldenData.File(folder, file + ".safetensors.gz");
        if (!_files.TryGetValue(path, out var open)) _files.Add(path, open = SafetensorsFile.Open(path));
        return open;
    }

    private static float[] Floats(StoredTensor tensor) => tensor.Type switch
    {
        StoredType.F32 => MemoryMarshal.Cast<byte, float>(tensor.Data.Span).ToArray(),
        StoredType.I64 => Array.ConvertAll(MemoryMarshal.Cast<byte, long>(tensor.Data.Span).ToArray(), v => (float)v),
        StoredType.U8 => Array.ConvertAll(tensor.Data.ToArray(), v => (float)v),
        _ => throw new NotSupportedException($"{tensor.Key} is {tensor.Type}."),
    };
}
