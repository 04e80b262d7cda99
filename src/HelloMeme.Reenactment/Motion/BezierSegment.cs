namespace HelloMeme.Reenactment.Motion;

/// <summary>The bezier between two keys as a function of the frame. Handles are kept inside the segment, so that every frame has one value.
/// curve.js runs the same operations in the same order.</summary>
internal static class BezierSegment
{
    private const int MaxSteps = 60;
    private const double Tolerance = 1e-15;

    /// <summary>Value at a frame between the keys; the keys' frames must differ.</summary>
    public static double Evaluate(Keyframe left, Handle leaving, Keyframe right, Handle arriving, double frame)
    {
        var span = right.Frame - left.Frame;
        var p1 = Shorten(leaving.Frames, leaving.Value, span);
        var p2 = Shorten(-arriving.Frames, arriving.Value, span);
        var t = Solve(p1.Frames / span, 1 - p2.Frames / span, (frame - left.Frame) / span);
        var s = 1 - t;
        return s * s * s * left.Value + 3 * s * s * t * (left.Value + p1.Value) + 3 * s * t * t * (right.Value + p2.Value) + t * t * t * right.Value;
    }

    /// <summary>A handle pointing backwards stands upright; one longer than the segment is shortened along its own direction.</summary>
    private static Handle Shorten(double frames, double value, double span)
    {
        if (frames <= 0) return new Handle(0, value);
        return frames > span ? new Handle(span, value * (span / frames)) : new Handle(frames, value);
    }

    /// <summary>Finds t with 3a t (1-t)^2 + 3b t^2 (1-t) + t^3 = x for a, b in 0..1 (monotone): Newton steps, halving where one leaves the bracket.</summary>
    private static double Solve(double a, double b, double x)
    {
        double low = 0, high = 1, t = x;
        for (var step = 0; step < MaxSteps; step++)
        {
            var s = 1 - t;
            var error = 3 * s * s * t * a + 3 * s * t * t * b + t * t * t - x;
            if (Math.Abs(error) <= Tolerance) break;
            if (error > 0) high = t;
            else low = t;
            var slope = 3 * s * s * a + 6 * s * t * (b - a) + 3 * t * t * (1 - b);
            var next = t - error / slope;                     // slope 0 gives an infinity or NaN, which the bracket refuses
            t = next > low && next < high ? next : (low + high) / 2;
        }
        return t;
    }
}
