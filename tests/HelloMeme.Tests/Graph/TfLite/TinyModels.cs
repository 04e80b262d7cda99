using HelloMeme.Graph.TfLite;
using HelloMeme.Tests.References;

namespace HelloMeme.Tests.Graph.TfLite;

/// <summary>TFLite files of one to five operators.</summary>
internal static class TinyModels
{
    /// <summary>x [1, 6, 6, 3] -> half-precision 3 x 3 convolution, stride 2, SAME, relu -> y [1, 3, 3, 4].</summary>
    public static byte[] Convolution(float[] weight, float[] bias)
    {
        var file = new TfLiteWriter();
        var (x, y) = (file.Tensor("x", 1, 6, 6, 3), file.Tensor("y", 1, 3, 3, 4));
        var full = file.Tensor("weight", 4, 3, 3, 3);
        file.Operator(TfLiteOp.Dequantize, [file.Halves("half", weight, 4, 3, 3, 3)], full);
        file.Operator(TfLiteOp.Conv2d, [x, full, file.Floats("bias", bias, 4)], y, (byte)0, 2, 2, (byte)1);
        return file.Write([x], [y]);
    }

    /// <summary>Picture x [1, 4, 4, 1] and landmarks (three points, as a picture of 1 pixel width) -> region [1, 2, 4, 1], and its corners mapped back [1, 2, 2].</summary>
    public static byte[] Region(float targetRadians)
    {
        var file = new TfLiteWriter();
        var x = file.Tensor("x", 1, 4, 4, 1);
        var (given, points) = (file.Tensor("landmarks", 1, 1, 3, 3), file.Tensor("points", 1, 3, 3));
        var (matrix, region) = (file.Tensor("matrix", 1, 4, 4), file.Tensor("region", 1, 2, 4, 1));
        var (zeros, corners, back) = (file.Tensor("zeros", 1, 2, 2), file.Tensor("corners", 1, 2, 2), file.Tensor("back", 1, 2, 2));
        var flat = file.Tensor("flat", 1, 2, 2);
        file.Operator(TfLiteOp.Reshape, [given], points);
        file.Custom("Landmarks2TransformMatrix", [points], matrix, FlexWriter.Write(
            ("left_rotation_idx", 0), ("right_rotation_idx", 1), ("subset_idxs", new[] { 0, 1, 2 }), ("target_rotation_radians", targetRadians),
            ("output_width", 4), ("output_height", 2), ("scale_x", 1f), ("scale_y", 1f)));
        file.Custom("TransformTensorBilinear", [x, matrix], region, FlexWriter.Write(("output_width", 4), ("output_height", 2)));

        // Corners come out of the region, times zero, so that they have its batch.
        var pooled = file.Tensor("pooled", 1, 1, 4, 1);
        file.Operator(TfLiteOp.MaxPool2d, [region], pooled, (byte)1, 1, 2, 1, 2);
        file.Operator(TfLiteOp.Reshape, [pooled], flat);
        file.Operator(TfLiteOp.Mul, [flat, file.Floats("zero", [0], 1)], zeros);
        file.Operator(TfLiteOp.Add, [zeros, file.Floats("places", [0, 0, 4, 2], 1, 2, 2)], corners);
        file.Custom("TransformLandmarks", [corners, matrix], back, []);
        return file.Write([x, given], [region, back]);
    }
}
