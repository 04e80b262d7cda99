using System.Runtime.InteropServices;
using HelloMeme.Graph.Checkpoints;

namespace HelloMeme.Tests.Golden;

/// <summary>The tensors of one case: inputs "in.name" and outputs "out.name".</summary>
internal sealed class GoldenTensors(string name) : IDisposable
{
    private readonly SafetensorsFile _file = SafetensorsFile.Open(GoldenData.File("cases", name + ".safetensors.gz"));

    public IEnumerable<string> Names => _file.Tensors.Keys;

    public float[] Floats(string key) => MemoryMarshal.Cast<byte, float>(_file.Tensors[key].Data.Span).ToArray();

    public byte[] Bytes(string key) => _file.Tensors[key].Data.ToArray();

    public int[] Integers(string key) => MemoryMarshal.Cast<byte, int>(_file.Tensors[key].Data.Span).ToArray();

    public long[] Shape(string key) => [.. _file.Tensors[key].Shape];

    public void Dispose() => _file.Dispose();
}
