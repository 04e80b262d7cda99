using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Warps;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

// Source: hellomeme tools/hello_face_det (hellomeme.md 1.4.1), NanoDet with one class (Li et al. 2020, generalised focal loss).
/// <summary>The official face detector's outputs to boxes.</summary>
public static class BoxDecoder
{
    public const int InputWidth = 160;
    public const int InputHeight = 272;

    private const int Bins = 8;
    private const int KeptPerStride = 1000;
    private const int KeptInAll = 200;
    private const float LowestScore = 0.4f;
    private const float MostOverlap = 0.3f;

    private static readonly float[] Mean = [103.53f, 116.28f, 123.675f];
    private static readonly float[] Deviation = [57.375f, 57.12f, 58.395f];

    public static readonly int[] Strides = [8, 16, 32];

    /// <summary>Of the six outputs: a score a cell for each stride, then the boxes.</summary>
    public static readonly int[] OutputLengths = [.. Strides.Select(CellCount), .. Strides.Select(stride => 4 * Bins * CellCount(stride))];

    /// <summary>Columns and rows of cells at a stride.</summary>
    public static (int Columns, int Rows) Grid(int stride) => ((InputWidth + stride - 1) / stride, (InputHeight + stride - 1) / stride);

    /// <summary>Picture to the detector's input: scaled as a whole, centred, black beside it.</summary>
    public static PlaneMap Letterbox(int width, int height)
    {
        var ratio = (double)width / height < (double)InputWidth / InputHeight ? (double)InputHeight / height : (double)InputWidth / width;
        return new PlaneMap(ratio, 0, InputWidth / 2.0 - ratio * width / 2, 0, ratio, InputHeight / 2.0 - ratio * height / 2);
    }

    /// <summary>The detector's input [3, 272, 160], blue first.</summary>
    public static void WriteInput(Frame picture, Span<float> planes)
    {
        using var input = new Frame(InputWidth, InputHeight);
        PixelWarp.Perspective(picture, Letterbox(picture.Width, picture.Height), input);
        PixelTensor.Normalized(input, 255, Mean, Deviation, blueFirst: true, planes);
    }

    /// <summary>Faces in picture pixels, best first, held inside the picture and cut to whole numbers.</summary>
    /// <param name="scores">One map a stride, cells row by row.</param>
    /// <param name="boxes">One map a stride: 32 numbers a cell, 8 for each of left, top, right and bottom.</param>
    public static IReadOnlyList<DetectedBox> Decode(IReadOnlyList<float[]> scores, IReadOnlyList<float[]> boxes, int width, int height)
    {
        var found = new List<DetectedBox>();
        for (var i = 0; i < Strides.Length; i++) found.AddRange(DecodeStride(scores[i], boxes[i], Strides[i]));
        var kept = Suppress([.. found.Where(f => f.Score > LowestScore).OrderByDescending(f => f.Score).Take(KeptInAll)]);
        var toPicture = Letterbox(width, height).Inverse();
        return [.. kept.Select(f => f with { Bounds = new PointBounds(Inside(toPicture.Apply(f.Bounds.Min), width, height), Inside(toPicture.Apply(f.Bounds.Max), width, height)) })];
    }

    private static int CellCount(int stride) => Grid(stride).Columns * Grid(stride).Rows;

    private static IEnumerable<DetectedBox> DecodeStride(float[] scores, float[] boxes, int stride)
    {
        var columns = Grid(stride).Columns;
        return Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(KeptPerStride).Select(i =>
        {
            var center = new Vector2(i % columns * stride, i / columns * stride);
            var cell = boxes.AsSpan(4 * Bins * i, 4 * Bins);
            var min = center - stride * new Vector2(Expectation(cell[..Bins]), Expectation(cell[Bins..(2 * Bins)]));
            var max = center + stride * new Vector2(Expectation(cell[(2 * Bins)..(3 * Bins)]), Expectation(cell[(3 * Bins)..]));
            return new DetectedBox(new PointBounds(min, max), scores[i]);
        });
    }

    /// <summary>Mean bin under the softmax.</summary>
    private static float Expectation(ReadOnlySpan<float> logits)
    {
        var largest = logits[0];
        foreach (var logit in logits) largest = Math.Max(largest, logit);
        float sum = 0, mean = 0;
        for (var i = 0; i < logits.Length; i++)
        {
            var share = MathF.Exp(logits[i] - largest);
            sum += share;
            mean += i * share;
        }

        return mean / sum;
    }

    private static List<DetectedBox> Suppress(DetectedBox[] best)
    {
        var kept = new List<DetectedBox>();
        foreach (var box in best)
            if (kept.TrueForAll(k => Overlap(k.Bounds, box.Bounds) <= MostOverlap)) kept.Add(box);
        return kept;
    }

    private static float Overlap(PointBounds a, PointBounds b)
    {
        var shared = Vector2.Max(Vector2.Zero, Vector2.Min(a.Max, b.Max) - Vector2.Max(a.Min, b.Min));
        var intersection = shared.X * shared.Y;
        return intersection / (a.Size.X * a.Size.Y + b.Size.X * b.Size.Y - intersection + 1e-5f);
    }

    private static Vector2 Inside(Vector2 p, int width, int height) => new((int)Math.Clamp(p.X, 0, width), (int)Math.Clamp(p.Y, 0, height));
}

/// <summary>A face's box in pixels and its score 0..1.</summary>
public readonly record struct DetectedBox(PointBounds Bounds, float Score);
