using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.TfLite;

// Source: the three custom operators of MediaPipe's face_landmark_with_attention, as described in runtime-and-models.md section 5.

/// <summary>The attention mesh looks again at lips and eyes: a matrix per region from its landmarks, features read through it, refined points mapped back.</summary>
internal static class LandmarkTransformImport
{
    /// <summary>Landmarks [n, k, 3] -> matrix [n, 4, 4] from region pixels to landmark units: the rotated box of the subset, scaled, laid over width x height.</summary>
    public static Value TransformMatrix(this TfLiteGraph import, TfLiteOperator op)
    {
        var g = import.Builder;
        var options = new FlexMap(op.CustomOptions);
        var (left, right, subset) = (options.Int32("left_rotation_idx"), options.Int32("right_rotation_idx"), options.Int32s("subset_idxs"));
        var (width, height) = (options.Int32("output_width"), options.Int32("output_height"));
        var target = options.Number("target_rotation_radians");
        g.Metadata(TfLiteImporter.SubsetKey(left, right), string.Join(',', subset));

        using var scope = g.Scope($"matrix_{left}_{right}");
        var xy = g.Gather(Landmarks(import, op, left, right, subset), 2, 0, 1);                 // n k 2

        // 1. cos and sin of r = target - atan2(right - left)
        var along = g.Gather(xy, 1, right) - g.Gather(xy, 1, left);                             // n 1 2
        var (dx, dy) = (g.Gather(along, 2, 0), g.Gather(along, 2, 1));                          // n 1 1
        var length = g.Sqrt(dx * dx + dy * dy + 1e-12f);
        var (cosEdge, sinEdge) = (dx / length, dy / length);
        var cos = cosEdge * MathF.Cos(target) + sinEdge * MathF.Sin(target);                    // n 1 1
        var sin = cosEdge * MathF.Sin(target) - sinEdge * MathF.Cos(target);

        // 2. The subset turned by r: its box, and the centre turned back
        var points = g.Gather(xy, 1, subset);                                                   // n s 2
        var (x, y) = (g.Gather(points, 2, 0), g.Gather(points, 2, 1));                          // n s 1
        var (centreX, sizeX) = Extent(g, x * cos - y * sin);                                    // n 1 1
        var (centreY, sizeY) = Extent(g, x * sin + y * cos);
        var shiftX = centreX * cos + centreY * sin;
        var shiftY = centreY * cos - centreX * sin;

        // 3. shift(centre) * rotate(-r) * scale * shift(-half)
        var scaleX = sizeX * (options.Number("scale_x") / width);
        var scaleY = sizeY * (options.Number("scale_y") / height);
        var (xx, xy1) = (cos * scaleX, sin * scaleY);
        var (yx, yy) = (sin * scaleX * -1, cos * scaleY);
        var zero = dx * 0;
        var rowX = g.Concat([xx, xy1, zero, shiftX - (xx * (width / 2f) + xy1 * (height / 2f))], 2);  // n 1 4
        var rowY = g.Concat([yx, yy, zero, shiftY - (yx * (width / 2f) + yy * (height / 2f))], 2);
        var rowZ = rowX * 0 + g.Constant([0, 0, 1, 0], [1, 1, 4]);
        var rowW = rowX * 0 + g.Constant([0, 0, 0, 1], [1, 1, 4]);
        return g.Concat([rowX, rowY, rowZ, rowW], 1);                                           // n 4 4
    }

    /// <summary>Features [n, c, h, w] and matrix [n, 4, 4] -> [n, c, h', w'], read bilinearly at matrix * (x + .5, y + .5) - .5, zero outside.</summary>
    public static Value TransformTensor(this TfLiteGraph import, TfLiteOperator op)
    {
        var g = import.Builder;
        var (x, matrix) = (import.Input(op, 0), import.Input(op, 1));
        var options = new FlexMap(op.CustomOptions);
        var (width, height) = (Side(options.Int32("output_width")), Side(options.Int32("output_height")));
        if (x.Shape.Rank != 4) throw GraphException.Mismatch(op.Name, "rank 4", x.Shape);
        var centres = new float[width * height * 4];
        for (var i = 0; i < width * height; i++)
            (centres[4 * i], centres[4 * i + 1], centres[4 * i + 3]) = (i % width + 0.5f, i / width + 0.5f, 1);

        var places = g.MatMul(g.Constant(centres, [1, width * height, 4]), g.Transpose(matrix, 0, 2, 1));  // n hw 4
        var (w, h) = (x.Shape[3].Fixed(op.Name), x.Shape[2].Fixed(op.Name));
        float[] scale = [2f / (w - 1), 2f / (h - 1)];                                           // pixel 0 is -1, the last one 1
        float[] offset = [-0.5f * scale[0] - 1, -0.5f * scale[1] - 1];
        var grid = g.Gather(places, 2, 0, 1) * g.Constant(scale, [2]) + g.Constant(offset, [2]);  // n hw 2
        return g.GridSample(x, g.Reshape(grid, [grid.Shape[0], height, width, 2]));
    }

    /// <summary>Points [n, k, 2] through matrix [n, 4, 4].</summary>
    public static Value TransformLandmarks(this TfLiteGraph import, TfLiteOperator op)
    {
        var g = import.Builder;
        var rows = g.Gather(import.Input(op, 1), 1, 0, 1);                                      // n 2 4
        var linear = g.Transpose(g.Gather(rows, 2, 0, 1), 0, 2, 1);                             // n 2 2
        var shift = g.Transpose(g.Gather(rows, 2, 3), 0, 2, 1);                                 // n 1 2
        return g.MatMul(import.Input(op, 0), linear) + shift;
    }

    private static Value Landmarks(TfLiteGraph import, TfLiteOperator op, int left, int right, int[] subset)
    {
        var landmarks = import.Input(op, 0);
        if (landmarks.Shape.Rank != 3) throw GraphException.Mismatch(op.Name, "landmarks [n, k, 3]", landmarks.Shape);
        var count = landmarks.Shape[1].Fixed(op.Name);
        foreach (var index in (ReadOnlySpan<int>)[left, right, .. subset])
            if (index < 0 || index >= count) throw GraphException.Mismatch(op.Name, $"landmark numbers under {count}", index);
        return landmarks;
    }

    /// <summary>Middle and length of the values along axis 1.</summary>
    private static (Value Centre, Value Size) Extent(GraphBuilder g, Value values)
    {
        var (low, high) = (g.ReduceMin(values, 1), g.ReduceMax(values, 1));
        return ((low + high) * 0.5f, high - low);
    }

    private static int Side(int size) => size is > 0 and <= 1024 ? size : throw GraphException.Mismatch("TransformTensorBilinear", "a side of 1 to 1024", size);
}
