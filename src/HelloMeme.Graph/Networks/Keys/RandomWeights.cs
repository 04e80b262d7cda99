using System.Runtime.InteropServices;
using HelloMeme.Graph.Checkpoints;

namespace HelloMeme.Graph.Networks.Keys;

/// <summary>Random numbers for a key table such that every layer keeps the size of what passes it; the same for the same seed and file name on every machine.</summary>
public static class RandomWeights
{
    /// <param name="file">Name of the checkpoint: files of one seed differ by it.</param>
    public static IEnumerable<TensorToWrite> Fill(KeyTable keys, string file, int seed) => keys.Rows.Select(row => row.Role switch
    {
        KeyRole.Count => new TensorToWrite(row.Key, StoredType.I64, row.Shape, bytes => bytes.Clear()),
        KeyRole.Sinusoid => new TensorToWrite(row.Key, StoredType.F32, row.Shape, bytes => FillSinusoid(MemoryMarshal.Cast<byte, float>(bytes), (int)row.Shape[^1])),
        _ => new TensorToWrite(row.Key, StoredType.F16, row.Shape, bytes => FillRandom(MemoryMarshal.Cast<byte, Half>(bytes), row, Seed($"{seed}/{file}/{row.Key}"))),
    });

    private static void FillRandom(Span<Half> values, KeyRow row, ulong seed)
    {
        var (offset, amplitude) = row.Role switch
        {
            KeyRole.Scale => (1, 0.25),
            KeyRole.Bias => (0, 0.125),
            KeyRole.Embedding => (0, 0.5),
            _ => (0.0, Math.Sqrt(3.0 / row.Shape.Skip(1).Aggregate(1L, (count, size) => count * size))), // variance 1 / inputs
        };
        // The one layer of a single output stands before a ReLU: without a mean of its own, about half of what it gives passes.
        var mean = row.Shape[0] == 1 && values.Length > 1 ? Enumerable.Range(0, values.Length).Average(i => Uniform(seed, (ulong)i)) : 0;
        for (var i = 0; i < values.Length; i++) values[i] = (Half)(offset + amplitude * (Uniform(seed, (ulong)i) - mean));
    }

    // Source: diffusers SinusoidalPositionalEmbedding.
    private static void FillSinusoid(Span<float> table, int channels)
    {
        for (var i = 0; i < table.Length; i++)
        {
            var (place, channel) = (i / channels, i % channels);
            var angle = place * Math.Exp(-Math.Log(10000) * (channel / 2 * 2) / channels);
            table[i] = (float)(channel % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
        }
    }

    // Source: Steele, Lea, Flood 2014, SplitMix64. From -1 to 1.
    private static double Uniform(ulong seed, ulong index)
    {
        var z = seed + (index + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) / 4503599627370496.0 - 1;
    }

    // Source: FNV-1a, 64 bits.
    private static ulong Seed(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var letter in text) hash = (hash ^ letter) * 0x100000001B3;
        return hash;
    }
}
