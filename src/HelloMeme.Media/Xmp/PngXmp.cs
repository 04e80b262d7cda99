using System.Buffers.Binary;

namespace HelloMeme.Media.Xmp;

/// <summary>PNG (W3C PNG, third edition): an iTXt chunk with the keyword XML:com.adobe.xmp, put before IEND.</summary>
internal static class PngXmp
{
    private const int MaxChunks = 200_000;

    // Keyword, its zero, then: not compressed, method 0, no language, no translated keyword.
    private static ReadOnlySpan<byte> TextHead => "XML:com.adobe.xmp\0\0\0\0\0"u8;

    public static byte[]? Find(Stream file)
    {
        file.Position = 8;
        Span<byte> head = stackalloc byte[8];
        for (var i = 0; i < MaxChunks; i++)
        {
            file.ReadExactly(head);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (head[4..].SequenceEqual("IEND"u8)) return null;
            if (head[4..].SequenceEqual("iTXt"u8) && length <= XmpPacket.MaxBytes + TextHead.Length)
            {
                var text = new byte[length];
                file.ReadExactly(text);
                if (text.AsSpan().StartsWith(TextHead)) return text[TextHead.Length..];
                file.Skip(4);
            }
            else
            {
                file.Skip(length + 4L);
            }
        }

        return null;
    }

    public static void Add(Stream file, byte[] packet)
    {
        Span<byte> end = stackalloc byte[12];
        file.Position = file.Length - end.Length;
        file.ReadExactly(end);
        if (!end[4..8].SequenceEqual("IEND"u8)) throw new InvalidDataException("The PNG does not end with IEND.");
        var chunk = new byte[4 + TextHead.Length + packet.Length];
        "iTXt"u8.CopyTo(chunk);
        TextHead.CopyTo(chunk.AsSpan(4));
        packet.CopyTo(chunk, 4 + TextHead.Length);
        file.Position = file.Length - end.Length;
        WriteBigEndian(file, (uint)(chunk.Length - 4));
        file.Write(chunk);
        WriteBigEndian(file, Crc32(chunk));
        file.Write(end);
    }

    /// <summary>The checksum of a chunk whose packet bytes changed; the stream stands behind the packet.</summary>
    public static void Seal(Stream file, int packetLength)
    {
        var chunk = new byte[4 + TextHead.Length + packetLength];
        file.Position -= chunk.Length;
        file.ReadExactly(chunk);
        WriteBigEndian(file, Crc32(chunk));
    }

    private static void WriteBigEndian(Stream file, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        file.Write(bytes);
    }

    // ISO 3309 polynomial, reflected.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
