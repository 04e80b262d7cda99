using System.Runtime.InteropServices;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.Reenactment.Motion;

namespace HelloMeme.Tests.Support;

/// <summary>State dicts without a checkpoint file.</summary>
internal static class TinyWeights
{
    /// <summary>Numbers from -scale to scale under the given keys.</summary>
    public static (StateDict Weights, Func<string, float[]> Values) Noise(float scale, params (string Key, long[] Shape)[] tensors) => Noise(scale, DType.Float, tensors);

    /// <param name="type">That graphs have them in.</param>
    public static (StateDict Weights, Func<string, float[]> Values) Noise(float scale, DType type, params (string Key, long[] Shape)[] tensors)
    {
        var values = tensors.Index().ToDictionary(t => t.Item.Key, t => Array.ConvertAll(GraphRun.Noise((int)t.Item.Shape.Aggregate(1L, (a, b) => a * b), t.Index + 10), v => v * scale), StringComparer.Ordinal);
        var stored = tensors.ToDictionary(t => t.Key, t => new StoredTensor("noise", t.Key, StoredType.F32, t.Shape, MemoryMarshal.AsBytes(values[t.Key].AsSpan()).ToArray()), StringComparer.Ordinal);
        return (new StateDict("noise", stored, type), key => values[key]);
    }

    /// <summary>Keys and shapes of an official checkpoint (Golden/keys/NAME.json), without any number: enough to build a graph, not to run it.</summary>
    public static StateDict OfficialKeys(string name)
    {
        var tensors = RepositoryFiles.ReadJson("tests", "HelloMeme.Tests", "Golden", "keys", name + ".json").GetProperty("tensors").EnumerateObject().ToDictionary(
            t => t.Name, t => new StoredTensor(name, t.Name, StoredType.F32, [.. t.Value.EnumerateArray().Skip(1).Select(d => d.GetInt64())], default), StringComparer.Ordinal);
        return new StateDict(name, tensors, DType.Float);
    }
}
