using System.Numerics;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

/// <summary>Frame 0 deformed by the captured motion of frame i against frame i's true landmarks, every 2nd frame: 2-D distance in % of the outer eye distance.
/// The analysis aims at what the network will show of a rendered frame, which is less than the rig does: Reenactment/SelfReenactmentTests measures that.</summary>
public sealed class SelfReenactmentTests(ITestOutputHelper output)
{
    private static readonly int[] Mouth =
        [.. new[] { FaceTopology.LipOuterUpper, FaceTopology.LipOuterLower, FaceTopology.LipInnerUpper, FaceTopology.LipInnerLower }.SelectMany(r => r).Distinct()];

    private static readonly int[] Eyes =
        [.. new[] { FaceTopology.RightEye.Upper, FaceTopology.RightEye.Lower, FaceTopology.LeftEye.Upper, FaceTopology.LeftEye.Lower }.SelectMany(r => r).Distinct()];

    [Theory]
    [InlineData("tbh", 2.05, 0.85)]
    [InlineData("jue", 2.8, 0.85)]
    [InlineData("ysll", 6.4, double.PositiveInfinity)]
    public void Captured_motion_puts_the_first_frame_where_the_clip_goes(string clip, double mouthLimit, double shareOfPoseOnly)
    {
        var faces = Fixtures.ClipLandmarks(clip, 512, 512);
        double pose = 0, mouth = 0, all = 0, eyes = 0, eyesPose = 0, allPose = 0, jitter = 0;
        var count = 0;
        MotionFrame? before = null, beforeThat = null;
        for (var i = 2; i < faces.Length; i += 2)
        {
            var motion = MotionCapture.Relative(faces[0]!, faces[i]!);
            var still = new MotionFrame([.. motion.Values[..Channels.PoseCount], .. new float[Channels.BlendshapeCount]]);
            var (full, only) = (RigReference.Deform(faces[0]!, motion), RigReference.Deform(faces[0]!, still));
            mouth += Error(full, faces[i]!, Mouth);
            pose += Error(only, faces[i]!, Mouth);
            eyes += Error(full, faces[i]!, Eyes);
            eyesPose += Error(only, faces[i]!, Eyes);
            all += Error(full, faces[i]!, Enumerable.Range(0, 468));
            allPose += Error(only, faces[i]!, Enumerable.Range(0, 468));
            for (var c = 6; c < 58 && beforeThat is not null; c++) jitter += Math.Pow(motion[c] - 2 * before![c] + beforeThat[c], 2);
            (beforeThat, before) = (before, motion);
            count++;
        }

        output.WriteLine($"{clip}: mouth {mouth / count:0.00} % (pose only {pose / count:0.00}), eyes {eyes / count:0.00} ({eyesPose / count:0.00}), all {all / count:0.00} ({allPose / count:0.00}); jitter {Math.Sqrt(jitter / count):0.000}");
        Assert.InRange(mouth / count, 0, mouthLimit);
        Assert.InRange(mouth, 0, shareOfPoseOnly * pose);
    }

    private static double Error(FaceLandmarks ours, FaceLandmarks truth, IEnumerable<int> points) =>
        100 * points.Average(i => Vector2.Distance(new(ours[i].X, ours[i].Y), new(truth[i].X, truth[i].Y))) / truth.OuterEyeDistance;
}
