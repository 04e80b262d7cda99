using System.Globalization;
using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment;

// Source of the measure: draft-engine.md section 10.
/// <summary>Issue 2, acceptance 3: frame 0 of a clip driven by the clip itself, uncropped 512, every 2nd frame, nothing smoothed, against the true frames.</summary>
public sealed class SelfReenactmentTests(FaceNetworks networks, ITestOutputHelper output) : IClassFixture<FaceNetworks>
{
    private static readonly int[] Mouth =
        [.. new[] { FaceTopology.LipOuterUpper, FaceTopology.LipOuterLower, FaceTopology.LipInnerUpper, FaceTopology.LipInnerLower }.SelectMany(r => r).Distinct()];

    [Theory]
    [InlineData("tbh", 2.2, 0.85, 27.8)]
    [InlineData("jue", 2.8, 0.85, 21.0)]
    [InlineData("ysll", double.PositiveInfinity, double.PositiveInfinity, 25.0)]
    public async Task A_clip_drives_its_own_first_frame(string clip, double mouthError, double shareOfPoseOnly, double facePsnr)
    {
        var truth = Fixtures.ClipLandmarks(clip, 512, 512);
        var frames = new List<Frame>();
        await foreach (var frame in VideoReader.ReadAsync(Fixtures.Media(clip + ".mp4"), null, TestContext.Current.CancellationToken)) frames.Add(frame);
        var tracked = Follow(frames);

        var (full, pose) = (Drive(clip, frames, truth, truth, expressions: true, limits: false), Drive(clip, frames, truth, truth, expressions: false, limits: false));
        Print(clip, "fixture landmarks", full, pose);
        Print(clip, "with soft limits", Drive(clip, frames, truth, truth, expressions: true, limits: true), Drive(clip, frames, truth, truth, expressions: false, limits: true));
        Print(clip, "our own tracker", Drive(clip, frames, tracked, truth, expressions: true, limits: false), Drive(clip, frames, tracked, truth, expressions: false, limits: false));
        foreach (var frame in frames) frame.Dispose();

        Assert.InRange(full.Mouth, 0, mouthError);
        Assert.InRange(full.Mouth, 0, shareOfPoseOnly * pose.Mouth);
        Assert.InRange(full.Psnr, facePsnr, 100);
    }

    private Score Drive(string clip, List<Frame> frames, FaceLandmarks?[] driver, FaceLandmarks?[] truth, bool expressions, bool limits)
    {
        using var renderer = new DraftRenderer(frames[0], driver[0]!, Mask(clip));
        using var drawn = new Frame(renderer.Width, renderer.Height);
        double mouth = 0, psnr = 0;
        var count = 0;
        for (var i = 2; i < Math.Min(frames.Count, truth.Length); i += 2)
        {
            if (driver[i] is null || truth[i] is null) continue;
            var motion = MotionCapture.Relative(driver[0]!, driver[i]!);
            if (!expressions) motion = new MotionFrame([.. motion.Values[..Channels.PoseCount], .. new float[Channels.BlendshapeCount]]);
            if (limits) renderer.Render(motion, drawn);
            else renderer.Render(Unlimited(motion), motion.Blendshapes, drawn);
            mouth += MouthError(Look(drawn, truth[i]!), truth[i]!);
            psnr += FaceHull.Psnr(drawn, frames[i], truth[i]!);
            count++;
        }

        return new Score(mouth / count, psnr / count);
    }

    private static HeadMotion Unlimited(MotionFrame motion) =>
        new(new HeadAngles(motion.Yaw, motion.Pitch, motion.Roll).ToRotation(), new Vector2(motion.X, motion.Y), motion.Scale);

    /// <summary>Two looks, the first where the true face is.</summary>
    private FaceLandmarks Look(Frame picture, FaceLandmarks about)
    {
        var first = networks.Landmarks.Detect(picture, FaceCrop.FromLandmarks(about)).Landmarks;
        return networks.Landmarks.Detect(picture, FaceCrop.FromLandmarks(first)).Landmarks;
    }

    private FaceLandmarks?[] Follow(List<Frame> frames)
    {
        using var tracker = new FaceTracker(networks.Models);
        return [.. frames.Select(f => tracker.Next(f)?.Landmarks)];
    }

    private static double MouthError(FaceLandmarks ours, FaceLandmarks truth) =>
        100 * Mouth.Average(i => Vector2.Distance(new(ours[i].X, ours[i].Y), new(truth[i].X, truth[i].Y))) / truth.OuterEyeDistance;

    private static PersonMask Mask(string clip)
    {
        using var picture = FrameCodec.Decode(File.ReadAllBytes(Fixtures.Landmarks(clip + ".frame0.person-mask.png")));
        var coverage = new byte[picture.Width * picture.Height];
        for (var i = 0; i < coverage.Length; i++) coverage[i] = picture.Pixels[3 * i];
        return new PersonMask(picture.Width, picture.Height, coverage);
    }

    private void Print(string clip, string how, Score full, Score pose) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{clip,-5} {how,-18} mouth {full.Mouth:0.00} % (pose only {pose.Mouth:0.00}, share {full.Mouth / pose.Mouth:0.00}), face {full.Psnr:0.00} dB (pose only {pose.Psnr:0.00})"));

    private sealed record Score(double Mouth, double Psnr);
}
