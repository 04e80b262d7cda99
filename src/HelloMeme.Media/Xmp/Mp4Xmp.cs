using System.Buffers.Binary;

namespace HelloMeme.Media.Xmp;

/// <summary>MP4 (ISO/IEC 14496-12): a top-level uuid box with the identifier of XMP part 3, put last so that no offset moves.</summary>
internal static class Mp4Xmp
{
    private const int MaxBoxes = 10_000;

    private static ReadOnlySpan<byte> Id => [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];

    public static byte[]? Find(Stream file)
    {
        long at = 0;
        Span<byte> head = stackalloc byte[16];
        for (var i = 0; i < MaxBoxes && at < file.Length; i++)
        {
            file.Position = at;
            file.ReadExactly(head[..8]);
            long size = BinaryPrimitives.ReadUInt32BigEndian(head), header = 8;
            var isUuid = head[4..8].SequenceEqual("uuid"u8);
            if (size == 1)
            {
                file.ReadExactly(head[..8]);
                size = BinaryPrimitives.ReadInt64BigEndian(head);
                header = 16;
            }

            if (size == 0) size = file.Length - at;
            if (size < header || size > file.Length - at) throw new InvalidDataException("A box of the MP4 has an impossible size.");
            if (isUuid && size >= header + 16 && size - header - 16 <= XmpPacket.MaxBytes)
            {
                file.ReadExactly(head);
                if (head.SequenceEqual(Id))
                {
                    var packet = new byte[size - header - 16];
                    file.ReadExactly(packet);
                    return packet;
                }
            }

            at += size;
        }

        return null;
    }

    public static void Add(Stream file, byte[] packet)
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(head, (uint)(8 + Id.Length + packet.Length));
        "uuid"u8.CopyTo(head[4..]);
        file.Position = file.Length;
        file.Write(head);
        file.Write(Id);
        file.Write(packet);
    }
}
