using System.Buffers.Binary;

namespace HelloMeme.Media.Xmp;

/// <summary>WebP (RFC 9649): an "XMP " chunk at the end, announced by a flag of VP8X, which still pictures may first have to be given.</summary>
internal static class WebPXmp
{
    private const int MaxChunks = 200_000;
    private const byte XmpFlag = 0x04;
    private const byte AlphaFlag = 0x10;
    private const int FirstChunk = 12;

    public static byte[]? Find(Stream file)
    {
        file.Position = FirstChunk;
        Span<byte> head = stackalloc byte[8];
        for (var i = 0; i < MaxChunks && file.Position < file.Length; i++)
        {
            file.ReadExactly(head);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head[..4].SequenceEqual("XMP "u8) && length <= XmpPacket.MaxBytes)
            {
                var packet = new byte[length];
                file.ReadExactly(packet);
                return packet;
            }

            file.Skip(length + (long)(length & 1));
        }

        return null;
    }

    public static void Add(Stream file, byte[] packet)
    {
        Span<byte> head = stackalloc byte[30];
        file.Position = 0;
        file.ReadExactly(head);
        if (!head[FirstChunk..].StartsWith("VP8X"u8)) InsertVp8X(file, head);
        SetFlag(file);
        file.Position = file.Length;
        file.Write("XMP "u8);
        WriteLittleEndian(file, (uint)packet.Length);
        file.Write(packet);
        if ((packet.Length & 1) == 1) file.WriteByte(0);
        file.Position = 4;
        WriteLittleEndian(file, checked((uint)(file.Length - 8)));
    }

    private static void SetFlag(Stream file)
    {
        file.Position = FirstChunk + 8;
        var flags = file.ReadByte();
        file.Position = FirstChunk + 8;
        file.WriteByte((byte)(flags | XmpFlag));
    }

    // A simple file holds one VP8 or VP8L chunk whose own header knows the size.
    private static void InsertVp8X(Stream file, ReadOnlySpan<byte> head)
    {
        int width, height;
        var flags = 0;
        if (head[FirstChunk..].StartsWith("VP8 "u8))
        {
            width = BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF;
            height = BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF;
        }
        else if (head[FirstChunk..].StartsWith("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[21..]);
            width = (int)(bits & 0x3FFF) + 1;
            height = (int)(bits >> 14 & 0x3FFF) + 1;
            if ((bits >> 28 & 1) == 1) flags = AlphaFlag;
        }
        else
        {
            throw new InvalidDataException("The WebP begins with an unknown chunk.");
        }

        var rest = new byte[file.Length - FirstChunk];
        file.Position = FirstChunk;
        file.ReadExactly(rest);
        file.Position = FirstChunk;
        file.Write("VP8X"u8);
        WriteLittleEndian(file, 10);
        WriteLittleEndian(file, (uint)flags);
        Write24(file, width - 1);
        Write24(file, height - 1);
        file.Write(rest);
    }

    private static void Write24(Stream file, int value)
    {
        file.WriteByte((byte)value);
        file.WriteByte((byte)(value >> 8));
        file.WriteByte((byte)(value >> 16));
    }

    private static void WriteLittleEndian(Stream file, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        file.Write(bytes);
    }
}
