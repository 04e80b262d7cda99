using System.Text;

namespace HelloMeme.Tests.References;

/// <summary>Writes a FlexBuffer map of integers, numbers and integer lists, all four bytes wide.</summary>
internal static class FlexWriter
{
    private const int Int = 1, Float = 3, Map = 9, IntVector = 11, Width32 = 2;

    public static byte[] Write(params (string Key, object Value)[] entries)
    {
        var sorted = entries.OrderBy(e => e.Key, StringComparer.Ordinal).ToArray();
        var bytes = new List<byte>();
        var keys = new int[sorted.Length];
        var lists = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            keys[i] = bytes.Count;
            bytes.AddRange([.. Encoding.UTF8.GetBytes(sorted[i].Key), 0]);
        }

        while (bytes.Count % 4 != 0) bytes.Add(0);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Value is not int[] list) continue;
            Add(list.Length);
            lists[i] = bytes.Count;
            foreach (var value in list) Add(value);
        }

        Add(sorted.Length);
        var keyVector = bytes.Count;
        for (var i = 0; i < sorted.Length; i++) Add(bytes.Count - keys[i]);

        Add(bytes.Count - keyVector);
        Add(4);
        Add(sorted.Length);
        var map = bytes.Count;
        for (var i = 0; i < sorted.Length; i++)
            Add(sorted[i].Value switch { int n => n, float f => BitConverter.SingleToInt32Bits(f), _ => bytes.Count - lists[i] });
        foreach (var (_, value) in sorted) bytes.Add((byte)(value switch { int => Int, float => Float, _ => IntVector } << 2 | Width32));

        while (bytes.Count % 4 != 0) bytes.Add(0);
        Add(bytes.Count - map);
        bytes.AddRange([Map << 2 | Width32, 4]);
        return [.. bytes];

        void Add(int value) => bytes.AddRange(BitConverter.GetBytes(value));
    }
}
