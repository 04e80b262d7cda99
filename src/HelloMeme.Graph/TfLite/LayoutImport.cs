using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.TfLite;

/// <summary>Operators that move or resize: axes and orders of NHWC translated to NCHW.</summary>
internal static class LayoutImport
{
    private static readonly int[] NchwAxis = [0, 2, 3, 1];

    /// <summary>Pairs (before, after) per NHWC axis; channels are padded too.</summary>
    public static Value Pad(this TfLiteGraph import, TfLiteOperator op)
    {
        var x = import.Input(op, 0);
        var pairs = import.Integers(op, 1);
        if (pairs.Length != 2 * x.Shape.Rank) throw GraphException.Mismatch("Pad", $"{x.Shape.Rank} pairs", pairs.Length);
        if (pairs.Any(p => p is < 0 or > 1 << 16)) throw GraphException.Mismatch("Pad", "amounts of 0 or more", pairs.Min());
        var before = new int[x.Shape.Rank];
        var after = new int[x.Shape.Rank];
        for (var axis = 0; axis < before.Length; axis++)
        {
            var to = before.Length == 4 ? NchwAxis[axis] : axis;
            (before[to], after[to]) = (pairs[2 * axis], pairs[2 * axis + 1]);
        }

        return import.Builder.Pad(x, before, after);
    }

    /// <summary>Elements are counted in NHWC order, so pictures are turned around; a 1 x 1 picture has the same order either way.</summary>
    public static Value Reshape(this TfLiteGraph import, TfLiteOperator op)
    {
        var g = import.Builder;
        var x = import.Input(op, 0);
        var target = import.OutputShape(op);
        if (x.Shape.Rank == 4 && !(x.Shape[2] == (Dim)1 && x.Shape[3] == (Dim)1)) x = g.Transpose(x, 0, 2, 3, 1);
        var reshaped = g.Reshape(x, [x.Shape[0], .. target.Skip(1).Select(d => (Dim)d)]);
        return target.Length == 4 ? g.Transpose(reshaped, 0, 3, 1, 2) : reshaped;
    }

    public static Value Concat(this TfLiteGraph import, TfLiteOperator op)
    {
        var values = Enumerable.Range(0, op.Inputs.Count).Select(i => import.Input(op, i)).ToArray();
        if (values.Length == 0) throw GraphException.Mismatch("Concat", "operands", 0);
        var rank = values[0].Shape.Rank;
        var axis = op.Option(0) < 0 ? op.Option(0) + rank : op.Option(0);
        if (axis < 0 || axis >= rank) throw GraphException.Mismatch("Concat", $"an axis under {rank}", axis);
        return import.Activate(import.Builder.Concat(values, rank == 4 ? NchwAxis[axis] : axis), op.SmallOption(1));
    }

    /// <summary>Options: 2 align corners, 3 half-pixel centres.</summary>
    public static Value ResizeBilinear(this TfLiteGraph import, TfLiteOperator op)
    {
        var size = import.Integers(op, 1);
        if (size.Length != 2 || size.Any(s => s is < 1 or > 1 << 16)) throw GraphException.Mismatch("Resize", "a height and a width", size.Length);
        if (op.SmallOption(2) != 0) throw new InvalidDataException("TFLite import: Resize with aligned corners is not known.");
        return import.Builder.ResizeLinear(import.Input(op, 0), size[0], size[1], halfPixel: op.SmallOption(3) != 0);
    }

    /// <summary>The face models' only slice takes everything.</summary>
    public static Value SliceAll(this TfLiteGraph import, TfLiteOperator op)
    {
        var x = import.Input(op, 0);
        var declared = import.OutputShape(op);
        var (begin, end, steps) = (import.Integers(op, 1), import.Integers(op, 2), import.Integers(op, 3));
        if (begin.Length != declared.Length || end.Length != declared.Length || steps.Length != declared.Length)
            throw GraphException.Mismatch("StridedSlice", $"{declared.Length} axes", begin.Length);
        for (var axis = 0; axis < declared.Length; axis++)
        {
            // Options 0 and 1 are bit masks: this axis starts at its first, ends at its last element whatever begin and end say.
            var fromFirst = begin[axis] == 0 || (op.Option(0) >> axis & 1) != 0;
            var toLast = (op.Option(1) >> axis & 1) != 0 || axis == 0 || end[axis] == declared[axis];
            if (!fromFirst || !toLast || steps[axis] != 1) throw new InvalidDataException("TFLite import: StridedSlice of a part is not known.");
        }

        return x;
    }
}
