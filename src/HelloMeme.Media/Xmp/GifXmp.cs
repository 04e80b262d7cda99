namespace HelloMeme.Media.Xmp;

/// <summary>GIF89a with the application extension of XMP part 3, section 1.1.2: the packet stands raw, and a run of falling bytes
/// behind it leads a reader that takes it for sub-blocks to the end.</summary>
internal static class GifXmp
{
    private const int MaxBlocks = 4_000_000;
    private const int TrailerLength = 258;
    private const byte Extension = 0x21, Application = 0xFF, Image = 0x2C, End = 0x3B;

    private static ReadOnlySpan<byte> Name => "XMP DataXMP"u8;

    public static byte[]? Find(Stream file)
    {
        file.Position = 10;
        SkipTable(file, ReadByte(file), 2);
        var blocks = 0;
        while (true)
        {
            switch (ReadByte(file))
            {
                case Extension when ReadByte(file) == Application:
                    if (IsNamed(file)) return ReadPacket(file, ref blocks);
                    SkipBlocks(file, ref blocks);
                    break;
                case Extension:
                    SkipBlocks(file, ref blocks);
                    break;
                case Image:
                    file.Skip(8);
                    SkipTable(file, ReadByte(file), 1);
                    SkipBlocks(file, ref blocks);
                    break;
                case End:
                    return null;
                default:
                    throw new InvalidDataException("An unknown block in a GIF.");
            }
        }
    }

    public static void Add(Stream file, byte[] packet)
    {
        file.Position = file.Length - 1;
        if (file.ReadByte() != End) throw new InvalidDataException("The GIF does not end with its trailer.");
        file.Position = file.Length - 1;
        file.Write([Extension, Application, (byte)Name.Length]);
        file.Write(Name);
        file.Write(packet);
        file.WriteByte(1);
        for (var value = 255; value >= 0; value--) file.WriteByte((byte)value);
        file.Write([0, End]);
    }

    // On a hit the stream stands at the first packet byte, else at the first sub-block length of the extension.
    private static bool IsNamed(Stream file)
    {
        var start = file.Position;
        Span<byte> name = stackalloc byte[11];
        if (ReadByte(file) == name.Length)
        {
            file.ReadExactly(name);
            if (name.SequenceEqual(Name)) return true;
        }

        file.Position = start;
        return false;
    }

    private static byte[] ReadPacket(Stream file, ref int blocks)
    {
        var start = file.Position;
        SkipBlocks(file, ref blocks);
        var length = file.Position - start - TrailerLength;
        if (length is < 0 or > XmpPacket.MaxBytes) throw new InvalidDataException("The XMP packet of the GIF has an impossible length.");
        var packet = new byte[length];
        file.Position = start;
        file.ReadExactly(packet);
        return packet;
    }

    private static void SkipBlocks(Stream file, ref int blocks)
    {
        for (int length; (length = ReadByte(file)) > 0; file.Skip(length))
            if (++blocks > MaxBlocks) throw new InvalidDataException("Too many blocks in a GIF.");
    }

    // extra: bytes that stand between the flags and the colour table (GIF header) or behind it (LZW code size).
    private static void SkipTable(Stream file, int flags, int extra) =>
        file.Skip(extra + ((flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1)));

    private static int ReadByte(Stream file) => file.ReadByte() is >= 0 and var value ? value : throw new EndOfStreamException();
}
