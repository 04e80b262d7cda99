using System.Diagnostics;
using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Benchmarks;

/// <summary>Draft frames per size, beside the yardstick timed between them in the same run; too many warps a frame is a failure.</summary>
internal static class DraftBenchmark
{
    private const float IodPerSide = 107f / 512;

    /// <returns>0, or 1 when a size takes more warps than its limit.</returns>
    public static int Run()
    {
        Console.WriteLine($"{Yardstick.Load()}, {Environment.ProcessorCount} cores");
        Console.WriteLine("size   set-up ms   median ms   goal ms   p90 ms   x warp   limit   bytes allocated a frame");
        return Measure(512, 200, goal: 6, mostWarps: 2.5) & Measure(1500, 40, goal: 60, mostWarps: 15) ? 0 : 1;
    }

    private static bool Measure(int side, int frames, double goal, double mostWarps)
    {
        using var photo = Portrait(side);
        var watch = Stopwatch.StartNew();
        using var renderer = new DraftRenderer(photo, Landmarks(side), Mask());
        var setUp = watch.Elapsed.TotalMilliseconds;
        using var output = renderer.NewFrame();
        List<double> drafts = [], warps = [];
        for (var i = 0; i < frames / 4; i++) Draw(renderer, output, i);   // tiered compilation settles
        long allocated = 0;
        for (var i = 0; i < frames; i++)
        {
            var before = GC.GetTotalAllocatedBytes();
            watch.Restart();
            Draw(renderer, output, i);
            drafts.Add(watch.Elapsed.TotalMilliseconds);
            allocated += GC.GetTotalAllocatedBytes() - before;
            watch.Restart();
            Yardstick.Warp();
            warps.Add(watch.Elapsed.TotalMilliseconds);
        }

        drafts.Sort();
        warps.Sort();
        var (median, ratio) = (drafts[frames / 2], drafts[frames / 2] / warps[frames / 2]);
        Console.WriteLine($"{side,4} {setUp,11:0} {median,11:0.0} {goal,9:0} {drafts[frames * 9 / 10],8:0.0} {ratio,8:0.00} {mostWarps,7:0.0} {allocated / frames,10}");
        return ratio <= mostWarps;
    }

    private static void Draw(DraftRenderer renderer, Frame output, int i)
    {
        var t = 0.1f * i;
        renderer.Render(
            MotionFrame.Rest.With(
                ("headYaw", 0.2f * MathF.Sin(t)), ("headPitch", 0.1f * MathF.Cos(t)), ("jawOpen", 0.3f + 0.3f * MathF.Sin(2 * t)), ("mouthSmileLeft", 0.5f),
                ("eyeBlinkLeft", 0.5f + 0.5f * MathF.Sin(3 * t)), ("eyeBlinkRight", 0.5f), ("eyeLookOutLeft", 0.5f)),
            output);
    }

    private static FaceLandmarks Landmarks(int side)
    {
        var pose = new HeadPose(IodPerSide * side, new HeadAngles(-0.2f, 0, 0).ToRotation(), new Vector3(0.5f * side, 0.42f * side, 0));
        var points = new Vector3[FaceLandmarks.Count];
        for (var i = 0; i < points.Length; i++) points[i] = pose.Apply(RigTables.Canonical[i < FaceLandmarks.MeshCount ? i : i < 473 ? 159 : 386]);
        return new FaceLandmarks(points);
    }

    private static Frame Portrait(int side)
    {
        var frame = new Frame(side, side);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var person = Person((x + 0.5f) / side, (y + 0.5f) / side);
                var grain = 12 * MathF.Sin(0.7f * x + 3 * MathF.Sin(0.5f * y));
                for (var c = 0; c < 3; c++) frame.Row(y)[3 * x + c] = (byte)Math.Clamp(person * (200 - 25 * c) + (1 - person) * (60 + 30 * c) + grain, 0, 255);
            }
        }

        return frame;
    }

    private static PersonMask Mask()
    {
        var coverage = new byte[256 * 256];
        for (var i = 0; i < coverage.Length; i++) coverage[i] = (byte)(255 * Person((i % 256 + 0.5f) / 256, (i / 256 + 0.5f) / 256));
        return new PersonMask(256, 256, coverage);
    }

    /// <summary>Head and shoulders in a unit square.</summary>
    private static float Person(float x, float y)
    {
        var head = 1 - MathF.Sqrt((x - 0.5f) * (x - 0.5f) / 0.04f + (y - 0.45f) * (y - 0.45f) / 0.075f);
        var shoulders = MathF.Min(2 * (y - 0.78f), 0.42f - MathF.Abs(x - 0.5f));
        return Math.Clamp(0.5f + 20 * MathF.Max(head, shoulders), 0, 1);
    }
}
