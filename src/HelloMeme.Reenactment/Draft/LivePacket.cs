using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Numbers, arrays and pictures under names in one file: "HMLF", length of the JSON header, the header (which says what lies where),
/// then the bytes, each part on a multiple of four. wwwroot/js/draft-preview/packet.js reads it.</summary>
internal sealed class LivePacket
{
    private const int Alignment = 4;

    private readonly List<byte> _parts = [];
    private readonly Dictionary<string, object> _numbers = [];
    private readonly Dictionary<string, object> _arrays = [];
    private readonly Dictionary<string, object> _pictures = [];

    /// <summary>Anything JSON can say.</summary>
    public void Number(string name, object value) => _numbers.Add(name, value);

    public void Array(string name, ReadOnlySpan<float> values) => AddArray(name, "f32", values);

    public void Array(string name, ReadOnlySpan<ushort> values) => AddArray(name, "u16", values);

    public void Array(string name, ReadOnlySpan<byte> values) => AddArray(name, "u8", values);

    /// <summary>A picture without loss; disposes it.</summary>
    public void Picture(string name, Frame picture)
    {
        using (picture)
        {
            var png = FrameCodec.EncodePng(picture);
            _pictures.Add(name, new { offset = AddPart(png), length = png.Length, width = picture.Width, height = picture.Height });
        }
    }

    public byte[] ToArray()
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { numbers = _numbers, arrays = _arrays, pictures = _pictures });
        var padded = (header.Length + Alignment - 1) / Alignment * Alignment;
        var packet = new byte[8 + padded + _parts.Count];
        "HMLF"u8.CopyTo(packet);
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(4), padded);
        header.CopyTo(packet, 8);
        packet.AsSpan(8 + header.Length, padded - header.Length).Fill((byte)' ');
        _parts.CopyTo(packet, 8 + padded);
        return packet;
    }

    private void AddArray<T>(string name, string type, ReadOnlySpan<T> values)
        where T : struct => _arrays.Add(name, new { type, offset = AddPart(MemoryMarshal.AsBytes(values)), length = values.Length });

    private int AddPart(ReadOnlySpan<byte> bytes)
    {
        var offset = _parts.Count;
        _parts.AddRange(bytes);
        while (_parts.Count % Alignment != 0) _parts.Add(0);
        return offset;
    }
}
