using System.Buffers.Binary;
using System.Text;

namespace HelloMeme.Graph.Onnx;

/// <summary>Protocol buffer wire format: field by field, nested messages with their length in front.</summary>
internal sealed class ProtoWriter(Stream stream)
{
    private const int Varint = 0, Delimited = 2, Fixed32 = 5;

    public void Int(int field, long value)
    {
        Key(field, Varint);
        WriteVarint((ulong)value);
    }

    public void Float(int field, float value)
    {
        Key(field, Fixed32);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        stream.Write(bytes);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, Delimited);
        WriteVarint((ulong)value.Length);
        stream.Write(value);
    }

    public void Message(int field, Action<ProtoWriter> body)
    {
        using var nested = new MemoryStream();
        body(new ProtoWriter(nested));
        Bytes(field, nested.GetBuffer().AsSpan(0, (int)nested.Length));
    }

    private void Key(int field, int wireType) => WriteVarint((ulong)(field << 3 | wireType));

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }
}
