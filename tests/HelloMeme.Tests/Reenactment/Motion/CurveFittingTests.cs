using CsCheck;
using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

public sealed class CurveFittingTests
{
    [Fact]
    public void Every_sample_is_met_within_the_tolerance() => Gen.Select(Gen.Float[-1, 1].Array[1, 120], Gen.Double[0.001, 0.5]).Sample((samples, tolerance) =>
        AssertFits(samples, CurveFitting.Fit(samples, tolerance), tolerance));

    [Fact]
    public void A_smooth_motion_needs_few_keys()
    {
        var samples = Enumerable.Range(0, 200).Select(i => (float)(0.5 * Math.Sin(i * 0.06) + 0.1 * Math.Sin(i * 0.17))).ToArray();
        var curve = CurveFitting.Fit(samples, 0.01);
        AssertFits(samples, curve, 0.01);
        Assert.InRange(curve.Keys.Length, 2, 14);
    }

    [Fact]
    public void A_bezier_of_keys_is_found_again_with_about_as_many()
    {
        var original = Curve.FromKeys(new(0, 0), new(12, 0.8), new(30, 0.75), new(45, 0));
        var samples = Enumerable.Range(0, 46).Select(i => (float)original.Evaluate(i)).ToArray();
        Assert.InRange(CurveFitting.Fit(samples, 0.01).Keys.Length, 3, 7);
    }

    [Fact]
    public void A_still_channel_needs_one_key() => Assert.Equal(1, CurveFitting.Fit([0.2f, 0.201f, 0.199f], 0.005).Keys.Length);

    [Fact]
    public void Neighbouring_segments_meet_without_a_kink()
    {
        var samples = Enumerable.Range(0, 100).Select(i => (float)Math.Sin(i * 0.2)).ToArray();
        foreach (var key in CurveFitting.Fit(samples, 0.02).Keys[1..^1])
            Assert.Equal(key.In.Value / key.In.Frames, key.Out.Value / key.Out.Frames, 1e-9);
    }

    [Fact]
    public void No_samples_and_no_tolerance_are_refused()
    {
        Assert.Throws<FormatException>(() => CurveFitting.Fit([], 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CurveFitting.Fit([1], 0));
    }

    private static void AssertFits(float[] samples, Curve curve, double tolerance)
    {
        for (var i = 0; i < samples.Length; i++) Assert.InRange(curve.Evaluate(i) - samples[i], -tolerance - 1e-9, tolerance + 1e-9);
    }
}
