using System.Numerics;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Diffusion.FaceTools;

namespace HelloMeme.Tests.Reenactment.Diffusion.FrontEnds;

/// <summary>Networks with the signature of the official face files. The detector always sees one box, the landmarks always fill their crop the same way,
/// pose and blendshapes tell how bright the first plane of their input is.</summary>
internal static class TinyFaceNetworks
{
    public const float MarkedAngle = 0.25f;

    /// <summary>Where the landmarks lie in their crop, shares of its side: a ring that fills it but for the margin; 74 and 96 level.</summary>
    public static Vector2[] Layout { get; } = MakeLayout();

    public static void Write(string folder, bool blendshapes = true)
    {
        Directory.CreateDirectory(folder);
        Save(folder, OfficialFaceFiles.Detector, Detector());
        Save(folder, OfficialFaceFiles.Landmarks, Landmarks());
        Save(folder, OfficialFaceFiles.HeadPose, HeadPose());
        if (blendshapes) Save(folder, OfficialFaceFiles.Blendshapes, Blendshapes());
    }

    private static GraphBuilder Detector()
    {
        var g = new GraphBuilder();
        var zero = Zero(g, g.Input("image", DType.Float, [1, 3, 272, 160]));
        foreach (var stride in BoxDecoder.Strides)
        {
            // One confident cell at the coarsest stride, (2, 4): bins 7 left and up... distances 2 strides to every side.
            var (columns, rows) = BoxDecoder.Grid(stride);
            var scores = new float[columns * rows];
            if (stride == 32) scores[4 * columns + 2] = 0.9f;
            g.Output($"cls_{stride}", g.Constant(scores, [1, columns * rows, 1]) + zero);
        }

        foreach (var stride in BoxDecoder.Strides)
        {
            var (columns, rows) = BoxDecoder.Grid(stride);
            var boxes = new float[columns * rows * 32];
            for (var side = 2; side < boxes.Length; side += 8) boxes[side] = 40;
            g.Output($"reg_{stride}", g.Constant(boxes, [1, columns * rows, 32]) + zero);
        }

        return g;
    }

    private static GraphBuilder Landmarks()
    {
        var g = new GraphBuilder();
        var zero = g.Reshape(Zero(g, g.Input("crop", DType.Float, [1, 3, 128, 128])), [1, 1]);
        g.Output("landmark", g.Constant([.. Layout.Select(p => p.X), .. Layout.Select(p => p.Y)], [1, 444]) + zero);
        g.Output("euler", g.Constant([0.1f, -0.2f, 0], [1, 3]) + zero);
        g.Output("prob", g.Constant([0.99f], [1, 1]) + zero);
        return g;
    }

    private static GraphBuilder HeadPose()
    {
        var g = new GraphBuilder();
        var first = FirstPlane(g, g.Input("face", DType.Float, [1, 3, 224, 224]));
        var angles = g.Constant([MarkedAngle, 0, 0], [1, 3]) * first;
        g.Output("params", g.Concat([Zeros(g, 1168), angles, Zeros(g, 27), g.Constant([0, 0, -5], [1, 3])], axis: 1));
        return g;
    }

    private static GraphBuilder Blendshapes()
    {
        var g = new GraphBuilder();
        g.Output("coeff", Zeros(g, 51) + FirstPlane(g, g.Input("face", DType.Float, [1, 3, 224, 224])));
        return g;
    }

    private static Value Zeros(GraphBuilder g, int count) => g.Constant(new float[count], [1, count]);

    /// <summary>Brightest value of plane 0: [1, 1].</summary>
    private static Value FirstPlane(GraphBuilder g, Value image) => g.Reshape(g.ReduceMax(g.Gather(image, 1, 0), 1, 2, 3), [1, 1]);

    private static Value Zero(GraphBuilder g, Value image) => g.Reshape(g.ReduceMax(image, 1, 2, 3), [1, 1, 1]) * 0;

    private static Vector2[] MakeLayout()
    {
        var points = Enumerable.Range(0, OfficialPoints.Count).Select(i => new Vector2(0.5f) + 0.425f * new Vector2(MathF.Cos(i * 0.7f), MathF.Sin(i * 0.7f))).ToArray();
        (points[0], points[32]) = (new(0.075f, 0.5f), new(0.925f, 0.5f));
        (points[10], points[11]) = (new(0.5f, 0.075f), new(0.5f, 0.925f));
        (points[OfficialPoints.LeftEyeCorner], points[OfficialPoints.RightEyeCorner]) = (new(0.3f, 0.4f), new(0.7f, 0.4f));
        return points;
    }

    private static void Save(string folder, string name, GraphBuilder g) => File.WriteAllBytes(Path.Combine(folder, name), OnnxFile.ToBytes(g.Build()));
}
