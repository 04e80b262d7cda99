using System.Runtime.InteropServices;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>How a graph wants a stored tensor.</summary>
public enum WeightForm
{
    /// <summary>Same elements in the same order.</summary>
    AsStored,

    /// <summary>[a, b] -> [b, a].</summary>
    Transposed,

    /// <summary>[o, i, 3, 3] -> [o, i, 2, 2]: what a 3x3 kernel over a picture enlarged twice (nearest) does to the small picture for the pixels of even rows and even columns.</summary>
    UpsampleEvenEven,

    UpsampleEvenOdd,

    UpsampleOddEven,

    /// <summary>As <see cref="UpsampleEvenEven"/>, for odd rows and odd columns.</summary>
    UpsampleOddOdd,

    /// <summary>[o, i, 3, 3] -> [16, o, i]: what a 3x3 kernel is to each of Winograd's products of a tile of 2x2 pixels.</summary>
    WinogradSmall,

    /// <summary>[o, i, 3, 3] -> [36, o, i]: the same of a tile of 4x4 pixels.</summary>
    WinogradLarge,

    /// <summary>[o, i, 3, 3] -> [9, o, i]: the same of a tile of 2x2 pixels that one pixel is enlarged to (nearest).</summary>
    WinogradEnlarged,
}

/// <summary>Where a weight's elements come from: a stored tensor and what is done to it.</summary>
public sealed record WeightSource(StoredTensor Tensor, WeightForm Form)
{
    /// <summary>The stored bytes are already what a graph of this type wants, so that they can be mapped instead of converted.</summary>
    public bool IsStoredAs(DType type) => Form == WeightForm.AsStored && type == Tensor.Type switch
    {
        StoredType.F32 => DType.Float,
        StoredType.F16 => DType.Half,
        StoredType.I64 => DType.Int64,
        StoredType.I32 => DType.Int32,
        _ => (DType?)null,
    };

    /// <summary>The weight's elements as floats, in the graph's order.</summary>
    public float[] ToFloats()
    {
        var stored = Widen(Tensor);
        return Form switch
        {
            WeightForm.Transposed => Transpose(stored, (int)Tensor.Shape[0], (int)Tensor.Shape[1]),
            WeightForm.UpsampleEvenEven => UpsamplePhase(stored, oddRow: false, oddColumn: false),
            WeightForm.UpsampleEvenOdd => UpsamplePhase(stored, oddRow: false, oddColumn: true),
            WeightForm.UpsampleOddEven => UpsamplePhase(stored, oddRow: true, oddColumn: false),
            WeightForm.UpsampleOddOdd => UpsamplePhase(stored, oddRow: true, oddColumn: true),
            WeightForm.WinogradSmall => WinogradKernels.ForSmallTiles(stored),
            WeightForm.WinogradLarge => WinogradKernels.ForLargeTiles(stored),
            WeightForm.WinogradEnlarged => WinogradKernels.ForEnlargedTiles(stored),
            _ => stored,
        };
    }

    private static float[] Widen(StoredTensor tensor)
    {
        var bytes = tensor.Data.Span;
        var floats = new float[bytes.Length / tensor.Type.Size()];
        switch (tensor.Type)
        {
            case StoredType.F32:
                bytes.CopyTo(MemoryMarshal.AsBytes(floats.AsSpan()));
                break;
            case StoredType.F16:
                System.Numerics.Tensors.TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), floats);
                break;
            case StoredType.BF16:
                var words = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (var i = 0; i < floats.Length; i++) floats[i] = BitConverter.UInt32BitsToSingle((uint)words[i] << 16);
                break;
            case StoredType.F64:
                var doubles = MemoryMarshal.Cast<byte, double>(bytes);
                for (var i = 0; i < floats.Length; i++) floats[i] = (float)doubles[i];
                break;
            default:
                throw new CheckpointException($"'{tensor.Key}' is stored as {tensor.Type}, which is no type for a weight.");
        }

        return floats;
    }

    private static float[] Transpose(float[] from, int rows, int columns)
    {
        var to = new float[from.Length];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++) to[c * rows + r] = from[r * columns + c];
        return to;
    }

    /// <summary>In an even row taps 1 and 2 fall on the same small pixel, in an odd row taps 0 and 1; so for columns.</summary>
    private static float[] UpsamplePhase(float[] kernels, bool oddRow, bool oddColumn)
    {
        var phase = new float[kernels.Length / 9 * 4];
        for (var i = 0; i < kernels.Length; i++)
        {
            int row = i % 9 / 3, column = i % 3;
            phase[i / 9 * 4 + Merged(row, oddRow) * 2 + Merged(column, oddColumn)] += kernels[i];
        }

        return phase;

        static int Merged(int tap, bool odd) => odd ? tap / 2 : (tap + 1) / 2;
    }
}
