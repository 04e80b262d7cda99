using System.Buffers.Binary;
using System.Text;

namespace HelloMeme.Graph.TfLite;

/// <summary>A FlexBuffer whose root is a map of numbers and number lists: the options of MediaPipe's custom operators.
/// Bounds-checked; what is missing or of another kind is an <see cref="InvalidDataException"/>.</summary>
internal sealed class FlexMap
{
    private const int Int = 1, UInt = 2, Float = 3, IndirectFloat = 8, Map = 9, Vector = 10, IntVector = 11, UIntVector = 12, Bool = 26;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">Not a map, or cut short.</exception>
    public FlexMap(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        if (bytes.Length < 3) throw Bad("too short");
        var width = bytes.Span[^1];
        var type = bytes.Span[^2];
        if (type >> 2 != Map) throw Bad("no map at the root");
        ReadMap(Target(bytes.Length - 2L - width, width), 1 << (type & 3));
    }

    public int Int32(string key) => checked((int)Integer(Find(key)));

    public float Number(string key)
    {
        var entry = Find(key);
        return entry.Kind switch
        {
            Float => (float)Real(entry.Position, entry.Width),
            IndirectFloat => (float)Real(Target(entry.Position, entry.Width), entry.TargetWidth),
            _ => Integer(entry),
        };
    }

    public int[] Int32s(string key)
    {
        var entry = Find(key);
        if (entry.Kind is not (IntVector or UIntVector or Vector)) throw Bad($"'{key}' is not a list");
        var start = Target(entry.Position, entry.Width);
        var width = entry.TargetWidth;
        var count = Count(start, width, entry.Kind == Vector ? width + 1 : width);
        var values = new int[count];
        for (var i = 0; i < count; i++)
        {
            var packed = entry.Kind == Vector ? Slice(start + (long)count * width + i, 1)[0] : (byte)((entry.Kind - IntVector + Int) << 2);
            values[i] = checked((int)Integer(new Entry(start + (long)i * width, width, packed)));
        }

        return values;
    }

    private void ReadMap(long start, int width)
    {
        var count = Count(start, width, width + 1);
        var keys = Target(start - 3L * width, width);
        var keyWidth = checked((int)Unsigned(start - 2L * width, width));
        for (var i = 0; i < count; i++)
        {
            var name = Key(Target(keys + (long)i * keyWidth, keyWidth));
            _entries[name] = new Entry(start + (long)i * width, width, Slice(start + (long)count * width + i, 1)[0]);
        }
    }

    private string Key(long position)
    {
        var rest = Slice(position, _bytes.Length - position);
        var end = rest.IndexOf((byte)0);
        return end >= 0 ? Encoding.UTF8.GetString(rest[..end]) : throw Bad("a key without end");
    }

    private Entry Find(string key) => _entries.TryGetValue(key, out var entry) ? entry : throw Bad($"'{key}' is missing");

    private long Integer(Entry entry) => entry.Kind switch
    {
        Int => Signed(entry.Position, entry.Width),
        UInt or Bool => (long)Unsigned(entry.Position, entry.Width),
        _ => throw Bad($"a number was expected, kind {entry.Kind} found"),
    };

    /// <summary>Offsets count back from where they stand.</summary>
    private long Target(long position, int width)
    {
        var offset = Unsigned(position, width);
        return offset <= (ulong)position ? position - (long)offset : throw Bad("an offset before the start");
    }

    /// <summary>Element count of the vector at start; all its elements lie inside.</summary>
    private int Count(long start, int width, int bytesPerElement)
    {
        var count = Unsigned(start - width, width);
        if (count > (ulong)_bytes.Length) throw Bad("a list longer than the options");
        Slice(start, (long)count * bytesPerElement);
        return (int)count;
    }

    private ulong Unsigned(long position, int width) => width switch
    {
        1 => Slice(position, 1)[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(Slice(position, 2)),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(Slice(position, 4)),
        8 => BinaryPrimitives.ReadUInt64LittleEndian(Slice(position, 8)),
        _ => throw Bad($"a width of {width} bytes"),
    };

    private long Signed(long position, int width)
    {
        var shift = 64 - 8 * width;
        return (long)(Unsigned(position, width) << shift) >> shift;
    }

    private double Real(long position, int width) => width switch
    {
        4 => BinaryPrimitives.ReadSingleLittleEndian(Slice(position, 4)),
        8 => BinaryPrimitives.ReadDoubleLittleEndian(Slice(position, 8)),
        _ => throw Bad($"a floating number of {width} bytes"),
    };

    private ReadOnlySpan<byte> Slice(long position, long length) =>
        position >= 0 && length >= 0 && position <= _bytes.Length && length <= _bytes.Length - position
            ? _bytes.Span.Slice((int)position, (int)length)
            : throw Bad("cut short");

    private static InvalidDataException Bad(string what) => new($"TFLite custom options: {what}.");

    /// <summary>Packed: kind in the upper six bits, log2 of the target's width in the lower two.</summary>
    private readonly record struct Entry(long Position, int Width, byte Packed)
    {
        public int Kind => Packed >> 2;

        public int TargetWidth => 1 << (Packed & 3);
    }
}
