using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HelloMeme.Reenactment.Diffusion.Pipelines;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>A <see cref="RenderCheckpoint"/> as bytes: "HMRC", version, the render's key (32 bytes), the latents (little-endian 32-bit), SHA-256 of all before it.</summary>
public static class RenderCheckpointFile
{
    private const int Version = 1;

    private static ReadOnlySpan<byte> Mark => "HMRC"u8;

    /// <param name="key">Of <see cref="HelloMemeEngine.KeyOfAsync"/>: 64 hexadecimal digits.</param>
    public static byte[] Write(RenderCheckpoint checkpoint, string key)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Mark);
        writer.Write(Version);
        writer.Write(Convert.FromHexString(key));
        writer.Write(checkpoint.Finished.Count);
        foreach (var level in checkpoint.Finished) Write(writer, level);
        writer.Write(checkpoint.Current?.Step ?? -1);
        if (checkpoint.Current is { } current)
        {
            Write(writer, current.Sample);
            Write(writer, current.Previous);
        }

        writer.Flush();
        writer.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.ToArray();
    }

    /// <summary>Null where the bytes are another render's, of another version of this program, or damaged: then the render begins anew.</summary>
    public static RenderCheckpoint? Read(ReadOnlySpan<byte> bytes, string key)
    {
        var head = Mark.Length + sizeof(int) + SHA256.HashSizeInBytes;
        if (bytes.Length < head + 2 * sizeof(int) + SHA256.HashSizeInBytes || !bytes.StartsWith(Mark)) return null;
        var body = bytes[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..])) return null;
        using var reader = new BinaryReader(new MemoryStream(body.ToArray()));
        reader.BaseStream.Position = Mark.Length;
        if (reader.ReadInt32() != Version || Convert.ToHexStringLower(reader.ReadBytes(SHA256.HashSizeInBytes)) != key) return null;
        var finished = new float[reader.ReadInt32()][];
        for (var i = 0; i < finished.Length; i++) finished[i] = ReadFloats(reader);
        var step = reader.ReadInt32();
        return new RenderCheckpoint(finished, step < 0 ? null : new SamplingState(step, ReadFloats(reader), ReadFloats(reader)));
    }

    private static void Write(BinaryWriter writer, float[] values)
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static float[] ReadFloats(BinaryReader reader)
    {
        var values = new float[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
