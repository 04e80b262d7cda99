using System.Text.Json;
using CsCheck;
using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

public sealed class CurveTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Curves_match_the_shared_cases_to_1e_9()
    {
        var cases = RepositoryFiles.ReadJson("tests", "curve-editor", "cases.json").GetProperty("curves").EnumerateArray().ToArray();
        Assert.True(cases.Length >= 200, $"only {cases.Length} cases");
        var faults = new List<string>();
        foreach (var item in cases)
        {
            var curve = ReadCurve(item.GetProperty("curve"));
            foreach (var point in item.GetProperty("points").EnumerateArray())
            {
                var (frame, expected) = (point[0].GetDouble(), point[1].GetDouble());
                var found = curve.Evaluate(frame);
                if (!(Math.Abs(found - expected) <= Tolerance)) faults.Add($"{item.GetProperty("name")} at {frame}: expected {expected}, found {found}");
            }
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void Of_keys_at_one_frame_the_last_counts_from_there_on()
    {
        var curve = Curve.FromKeys(new(0, 1, KeyKind.Linear), new(5, 2, KeyKind.Hold), new(5, 7, KeyKind.Hold), new(9, 8));

        Assert.Equal(1.5, curve.Evaluate(2.5));
        Assert.Equal(7, curve.Evaluate(5));
        Assert.Equal(7, curve.Evaluate(8.99));
        Assert.Equal(8, curve.Evaluate(9));
    }

    [Fact]
    public void Keys_are_put_in_order_of_frame() =>
        Assert.Equal([1.0, 2, 3], Curve.FromKeys(new(3, 0), new(1, 0), new(2, 0)).Keys.ToArray().Select(k => k.Frame));

    [Fact]
    public void Auto_handles_never_leave_the_range_of_their_two_keys() => Gen.Select(Gen.Double[0.1, 9], Gen.Double[-1, 1]).Array[2, 9].Sample(steps =>
    {
        var frame = 0.0;
        var keys = steps.Select(s => new Keyframe(frame += s.Item1, s.Item2)).ToArray();
        var curve = Curve.FromKeys(keys);
        for (var i = 0; i + 1 < keys.Length; i++)
            for (var share = 0.0; share < 1; share += 0.07)
            {
                var value = curve.Evaluate(keys[i].Frame + (keys[i + 1].Frame - keys[i].Frame) * share);
                Assert.InRange(value, Math.Min(keys[i].Value, keys[i + 1].Value) - 1e-12, Math.Max(keys[i].Value, keys[i + 1].Value) + 1e-12);
            }
    });

    [Fact]
    public void Stretching_moves_the_same_values_in_time() => Gen.Select(Generators.Curve, Gen.Double[0.2, 5]).Sample((curve, factor) =>
    {
        if (curve.IsSampled) return;
        var stretched = curve.Stretched(factor);
        foreach (var key in curve.Keys) Assert.Equal(key.Value, curve.Evaluate(key.Frame) == key.Value ? stretched.Evaluate(key.Frame * factor) : key.Value);
    });

    [Fact]
    public void Scaling_moves_values_about_the_centre() => Gen.Select(Generators.Curve, Gen.Double[0, 2], Gen.Double[-20, 60]).Sample((curve, factor, frame) =>
        Assert.Equal(1 + (curve.Evaluate(frame) - 1) * factor, curve.Scaled(1, factor).Evaluate(frame), 1e-5));

    [Fact]
    public void Numbers_outside_the_limits_are_refused()
    {
        Assert.Throws<FormatException>(() => Curve.FromKeys());
        Assert.Throws<FormatException>(() => Curve.FromSamples([]));
        Assert.Throws<FormatException>(() => Curve.FromKeys(new Keyframe(double.NaN, 0)));
        Assert.Throws<FormatException>(() => Curve.FromKeys(new Keyframe(0, double.PositiveInfinity)));
        Assert.Throws<FormatException>(() => Curve.FromKeys(new Keyframe(0, 0, In: new Handle(-1, 1e9))));
        Assert.Throws<FormatException>(() => Curve.FromSamples([0, float.NaN]));
    }

    private static Curve ReadCurve(JsonElement curve)
    {
        var text = """{"version":1,"rate":25,"length":1,"layers":[{"name":"a","kind":"edits","mode":"replace","curves":{"jawOpen":""" + curve.GetRawText() + "}}]}";
        return MotionTrack.FromJson(text).Layers[0].Curves["jawOpen"]!;
    }
}
