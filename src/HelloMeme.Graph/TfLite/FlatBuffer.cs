using System.Buffers.Binary;
using System.Text;

namespace HelloMeme.Graph.TfLite;

/// <summary>Bounds-checked little-endian reads out of a FlatBuffer file; a read outside is an <see cref="InvalidDataException"/>.</summary>
internal readonly struct FlatBuffer(ReadOnlyMemory<byte> bytes)
{
    public FlatTable Root => new(this, Follow(0, "root table"));

    public ReadOnlyMemory<byte> Slice(long position, long length, string what)
    {
        if (position < 0 || length < 0 || position > bytes.Length || length > bytes.Length - position)
            throw new InvalidDataException($"TFLite file: {what} at byte {position}, {length} long, lies outside the file of {bytes.Length} bytes.");
        return bytes.Slice((int)position, (int)length);
    }

    public int Int32(long position, string what) => BinaryPrimitives.ReadInt32LittleEndian(Slice(position, 4, what).Span);

    public ushort UInt16(long position, string what) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(position, 2, what).Span);

    /// <summary>Where the unsigned offset stored at a position leads.</summary>
    public long Follow(long position, string what) => position + (uint)Int32(position, what);

    /// <summary>Start and count of the vector that starts at a position.</summary>
    public (long Start, int Count) Vector(long position, int elementSize, string what)
    {
        var count = (uint)Int32(position, what);
        Slice(position + 4, (long)count * elementSize, what);
        return (position + 4, (int)count);
    }
}

/// <summary>A FlatBuffer table: fields by slot number; an absent field reads as its default, an absent vector as empty.</summary>
internal readonly struct FlatTable(FlatBuffer buffer, long position)
{
    public int Int32(int slot, string what) => Field(slot, what) is { } p ? buffer.Int32(p, what) : 0;

    public byte Byte(int slot, string what) => Field(slot, what) is { } p ? buffer.Slice(p, 1, what).Span[0] : (byte)0;

    public FlatTable? Table(int slot, string what) => Field(slot, what) is { } p ? new FlatTable(buffer, buffer.Follow(p, what)) : null;

    public FlatTable[] Tables(int slot, string what)
    {
        var (start, count) = Vector(slot, 4, what);
        var tables = new FlatTable[count];
        for (var i = 0; i < count; i++) tables[i] = new FlatTable(buffer, buffer.Follow(start + 4L * i, what));
        return tables;
    }

    public int[] Int32s(int slot, string what)
    {
        var (start, count) = Vector(slot, 4, what);
        var values = new int[count];
        for (var i = 0; i < count; i++) values[i] = buffer.Int32(start + 4L * i, what);
        return values;
    }

    public ReadOnlyMemory<byte> Bytes(int slot, string what)
    {
        var (start, count) = Vector(slot, 1, what);
        return count == 0 ? default : buffer.Slice(start, count, what);
    }

    public string Text(int slot, string what) => Encoding.UTF8.GetString(Bytes(slot, what).Span);

    private (long Start, int Count) Vector(int slot, int elementSize, string what) =>
        Field(slot, what) is { } p ? buffer.Vector(buffer.Follow(p, what), elementSize, what) : (0, 0);

    private long? Field(int slot, string what)
    {
        var vtable = position - buffer.Int32(position, what);
        if (4 + 2 * slot >= buffer.UInt16(vtable, what)) return null;
        var offset = buffer.UInt16(vtable + 4 + 2 * slot, what);
        return offset == 0 ? null : position + offset;
    }
}
