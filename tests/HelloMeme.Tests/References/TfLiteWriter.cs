using System.Runtime.InteropServices;
using System.Text;
using HelloMeme.Graph.TfLite;

namespace HelloMeme.Tests.References;

/// <summary>Writes tiny TFLite files, front to back: every table is followed by what it points to.</summary>
internal sealed class TfLiteWriter
{
    private readonly List<(string Name, int[] Shape, TfLiteType Type, byte[]? Data)> _tensors = [];
    private readonly List<(TfLiteOp Op, string Custom, int[] Inputs, int[] Outputs, object[] Options, byte[] CustomOptions)> _operators = [];
    private readonly List<byte> _bytes = [];

    /// <summary>Place of a tensor without data.</summary>
    public int Tensor(string name, params int[] shape) => Tensor(name, TfLiteType.Float, null, shape);

    public int Halves(string name, float[] values, params int[] shape) =>
        Tensor(name, TfLiteType.Half, MemoryMarshal.AsBytes(values.Select(v => (Half)v).ToArray().AsSpan()).ToArray(), shape);

    public int Floats(string name, float[] values, params int[] shape) => Tensor(name, TfLiteType.Float, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape);

    public int Integers(string name, int[] values, params int[] shape) => Tensor(name, TfLiteType.Int32, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape);

    /// <summary>Options by slot: byte or int, null for absent.</summary>
    public void Operator(TfLiteOp op, int[] inputs, int output, params object[] options) => _operators.Add((op, "", inputs, [output], options, []));

    public void Custom(string name, int[] inputs, int output, byte[] options) => _operators.Add((TfLiteOp.Custom, name, inputs, [output], [], options));

    public byte[] Write(int[] inputs, int[] outputs)
    {
        _bytes.AddRange([0, 0, 0, 0, .. "TFL3"u8]);
        var codes = _operators.Select(o => new Table([(byte)o.Op, o.Custom.Length > 0 ? o.Custom : null!, 1, (int)o.Op])).ToArray();
        var tensors = _tensors.Select((t, i) => new Table([t.Shape, (byte)t.Type, i + 1, t.Name])).ToArray();
        var operators = _operators.Select((o, i) => new Table([i, o.Inputs, o.Outputs, null!, new Table(o.Options), o.CustomOptions])).ToArray();
        Table[] buffers = [new([]), .. _tensors.Select(t => new Table([t.Data!]))];
        var graph = new Table([tensors, inputs, outputs, operators]);
        var root = new Table([3, codes, new[] { graph }, "made by a test", buffers]);
        Patch(0, WriteTable(root));
        return [.. _bytes];
    }

    private int Tensor(string name, TfLiteType type, byte[]? data, int[] shape)
    {
        _tensors.Add((name, shape, type, data));
        return _tensors.Count - 1;
    }

    /// <summary>Gives the position of the table; fields that point are patched once their target is written.</summary>
    private int WriteTable(Table table)
    {
        while (_bytes.Count % 4 != 0) _bytes.Add(0);
        var vtable = _bytes.Count;
        var size = 4 + 4 * table.Fields.Length;
        Short(4 + 2 * table.Fields.Length);
        Short(size);
        for (var i = 0; i < table.Fields.Length; i++) Short(table.Fields[i] is null ? 0 : 4 + 4 * i);
        while (_bytes.Count % 4 != 0) _bytes.Add(0);
        var position = _bytes.Count;
        Int(position - vtable);
        foreach (var field in table.Fields) Int(field switch { byte b => b, int i => i, _ => 0 });
        for (var i = 0; i < table.Fields.Length; i++)
        {
            var at = position + 4 + 4 * i;
            switch (table.Fields[i])
            {
                case null or byte or int:
                    break;
                case Table inner:
                    Patch(at, WriteTable(inner));
                    break;
                case Table[] list:
                    Patch(at, WriteTables(list));
                    break;
                case int[] values:
                    Patch(at, WriteVector(values.Length, MemoryMarshal.AsBytes(values.AsSpan())));
                    break;
                case byte[] values:
                    Patch(at, WriteVector(values.Length, values));
                    break;
                case string text:
                    Patch(at, WriteVector(Encoding.UTF8.GetByteCount(text), Encoding.UTF8.GetBytes(text)));
                    break;
            }
        }

        return position;
    }

    private int WriteTables(Table[] list)
    {
        var start = WriteVector(list.Length, new byte[4 * list.Length]);
        for (var i = 0; i < list.Length; i++) Patch(start + 4 + 4 * i, WriteTable(list[i]));
        return start;
    }

    private int WriteVector(int count, ReadOnlySpan<byte> data)
    {
        while (_bytes.Count % 4 != 0) _bytes.Add(0);
        var start = _bytes.Count;
        Int(count);
        _bytes.AddRange(data);
        return start;
    }

    private void Short(int value) => _bytes.AddRange(BitConverter.GetBytes((ushort)value));

    private void Int(int value) => _bytes.AddRange(BitConverter.GetBytes(value));

    private void Patch(int at, int target)
    {
        var offset = BitConverter.GetBytes(target - at);
        for (var i = 0; i < 4; i++) _bytes[at + i] = offset[i];
    }

    private sealed record Table(object[] Fields);
}
