using HelloMeme.Graph.Checkpoints;
using HelloMeme.Tests.Reenactment.Motion;

namespace HelloMeme.Tests.Support;

/// <summary>Keys and shapes of a full-size official checkpoint (Golden/keys), with zeros for weights: all tensors share one buffer.</summary>
internal static class KeyList
{
    private static byte[] _zeros = [];

    public static Dictionary<string, StoredTensor> Load(string name)
    {
        var rows = RepositoryFiles.ReadJson("tests", "HelloMeme.Tests", "Golden", "keys", name + ".json").GetProperty("tensors").EnumerateObject()
            .Select(t => (t.Name, Type: t.Value[0].GetString() == "int64" ? StoredType.I64 : StoredType.F32, Shape: t.Value.EnumerateArray().Skip(1).Select(d => d.GetInt64()).ToArray())).ToArray();
        var largest = rows.Max(r => ByteCount(r.Type, r.Shape));
        if (_zeros.Length < largest) _zeros = new byte[largest];
        return rows.ToDictionary(r => r.Name, r => new StoredTensor(name, r.Name, r.Type, r.Shape, _zeros.AsMemory(0, ByteCount(r.Type, r.Shape))), StringComparer.Ordinal);
    }

    private static int ByteCount(StoredType type, long[] shape) => (int)shape.Aggregate((long)type.Size(), (bytes, size) => bytes * size);
}
