using System.Numerics;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Diffusion.FaceTools;

namespace HelloMeme.Tests.Reenactment.Diffusion.FrontEnds;

/// <summary>Networks with the signature of the official face files. The detector always sees one box (or none), the landmarks always fill their crop the same way
/// and are sure of it unless it is black, pose and blendshapes tell how bright the first plane of their input is.</summary>
internal static class TinyFaceNetworks
{
    public const float MarkedAngle = 0.25f;

    /// <summary>Where the landmarks lie in their crop, shares of its side: a face from brows to chin that fills it but for the margin, eyes level.</summary>
    public static Vector2[] Layout { get; } = MakeLayout();

    public static void Write(string folder, bool blendshapes = true, bool sees = true)
    {
        Directory.CreateDirectory(folder);
        Save(folder, OfficialFaceFiles.Detector, Detector(sees));
        Save(folder, OfficialFaceFiles.Landmarks, Landmarks());
        Save(folder, OfficialFaceFiles.HeadPose, HeadPose());
        if (blendshapes) Save(folder, OfficialFaceFiles.Blendshapes, Blendshapes());
    }

    private static GraphBuilder Detector(bool sees)
    {
        var g = new GraphBuilder();
        var zero = Zero(g, g.Input("image", DType.Float, [1, 3, 272, 160]));
        foreach (var stride in BoxDecoder.Strides)
        {
            // One confident cell at the coarsest stride, (2, 4): bins 7 left and up... distances 2 strides to every side.
            var (columns, rows) = BoxDecoder.Grid(stride);
            var scores = new float[columns * rows];
            if (sees && stride == 32) scores[4 * columns + 2] = 0.9f;
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
        var light = g.Reshape(g.ReduceMax(g.Input("crop", DType.Float, [1, 3, 128, 128]), 1, 2, 3), [1, 1]);
        var zero = light * 0;
        g.Output("landmark", g.Constant([.. Layout.Select(p => p.X), .. Layout.Select(p => p.Y)], [1, 444]) + zero);
        g.Output("euler", g.Constant([0.1f, -0.2f, 0], [1, 3]) + zero);
        g.Output("prob", light * 0.99f);
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
        var points = new Vector2[OfficialPoints.Count];
        Arc(0, 33, new(0.5f, 0.5f), new(0.425f, 0.425f), 180, 0);      // image left to chin to image right
        Arc(33, 5, new(0.5f, 0.42f), new(0, 0.12f), -90, 90);          // down the nose
        Arc(38, 10, new(0.5f, 0.5f), new(0.09f, 0.04f), 180, 0);
        Arc(48, 13, new(0.3f, 0.135f), new(0.12f, 0.06f), 180, 360);   // brows, whose tops bound the face
        Arc(61, 13, new(0.7f, 0.135f), new(0.12f, 0.06f), 180, 360);
        Arc(OfficialPoints.LeftEyeCorner, 22, new(0.33f, 0.3f), new(0.08f, 0.03f), 180, 520);
        Arc(OfficialPoints.RightEyeCorner, 22, new(0.67f, 0.3f), new(0.08f, 0.03f), 0, 340);
        Arc(118, 32, new(0.5f, 0.7f), new(0.13f, 0.05f), -168.75f, 180); // lips outside: 133 and 149 are the corners
        Arc(150, 32, new(0.5f, 0.7f), new(0.1f, 0.015f), -168.75f, 180);
        Arc(183, 19, new(0.33f, 0.3f), new(0.02f, 0.02f), 0, 340);
        Arc(203, 19, new(0.67f, 0.3f), new(0.02f, 0.02f), 0, 340);
        (points[182], points[202]) = (new(0.33f, 0.3f), new(0.67f, 0.3f));
        return points;

        void Arc(int first, int count, Vector2 center, Vector2 radius, float from, float to)
        {
            for (var i = 0; i < count; i++)
            {
                var (sin, cos) = MathF.SinCos((from + (to - from) * i / (count - 1)) * MathF.PI / 180);
                points[first + i] = center + radius * new Vector2(cos, sin);
            }
        }
    }

    private static void Save(string folder, string name, GraphBuilder g) => File.WriteAllBytes(Path.Combine(folder, name), OnnxFile.ToBytes(g.Build()));
}
