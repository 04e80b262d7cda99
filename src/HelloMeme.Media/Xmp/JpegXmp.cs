using System.Buffers.Binary;

namespace HelloMeme.Media.Xmp;

/// <summary>JPEG (XMP specification part 3, 1.1.3): an APP1 segment with the XMP name, put behind the start marker. One segment holds 64 KB.</summary>
internal static class JpegXmp
{
    private const int MaxSegments = 1000;
    private const byte App1 = 0xE1, StartOfScan = 0xDA;

    private static ReadOnlySpan<byte> Name => "http://ns.adobe.com/xap/1.0/\0"u8;

    public static byte[]? Find(Stream file)
    {
        file.Position = 2;
        Span<byte> head = stackalloc byte[4];                            // FF, marker, length with itself
        for (var i = 0; i < MaxSegments; i++)
        {
            file.ReadExactly(head);
            if (head[0] != 0xFF) throw new InvalidDataException("A JPEG segment does not start with its marker.");
            if (head[1] == StartOfScan) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(head[2..]) - 2;
            if (length < 0) throw new InvalidDataException("A JPEG segment is shorter than its length.");
            if (head[1] != App1)
            {
                file.Skip(length);
                continue;
            }

            var segment = new byte[length];
            file.ReadExactly(segment);
            if (segment.AsSpan().StartsWith(Name)) return segment[Name.Length..];
        }

        return null;
    }

    public static void Add(Stream file, byte[] packet)
    {
        var length = 2 + Name.Length + packet.Length;
        if (length > ushort.MaxValue) throw new ArgumentException("A JPEG carries at most 64 KB of provenance.", nameof(packet));
        var rest = new byte[file.Length - 2];
        file.Position = 2;
        file.ReadExactly(rest);
        file.Position = 2;
        file.Write([0xFF, App1, (byte)(length >> 8), (byte)length]);
        file.Write(Name);
        file.Write(packet);
        file.Write(rest);
    }
}
