using System.Numerics;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

// Source: hellomeme tools (hellomeme.md 1.4.4): one-euro filters (Casiez et al. 2012) whose pace follows how far each region moved.
/// <summary>Steadies the official 222 landmarks of one face from frame to frame. Holds state.</summary>
public sealed class LandmarkSmoother
{
    private const double FastMove = 0.02;

    private static readonly Region[] Regions =
    [
        new(0, 33, 9, 24, .005, .05, .3),        // contour, measured at the chin
        new(33, 48, 33, 48, .003, .03, .7),      // nose
        new(48, 74, 48, 74, .003, .02, .5),      // brows
        new(74, 96, 74, 96, .003, .03, .7),      // image-left eye
        new(96, 118, 96, 118, .003, .03, .7),    // image-right eye
        new(118, 182, 118, 182, .003, .05, .7),  // mouth
        new(182, 202, 182, 202, .003, .03, .7),  // image-left pupil
        new(202, 222, 202, 222, .003, .03, .7),  // image-right pupil
    ];

    private readonly double[] _previous = new double[2 * OfficialPoints.Count];
    private readonly double[] _speed = new double[2 * OfficialPoints.Count];
    private bool _started;

    /// <summary>Smooths in place; the first frame stays as it is. Face size: the previous frame's, in pixels.</summary>
    public void Apply(Span<Vector2> points, double faceSize)
    {
        foreach (var region in Regions)
        {
            var pace = _started ? region.Pace(MeanMove(points[region.MeasureFrom..region.MeasureTo], region.MeasureFrom) / faceSize) : 0;
            for (var i = region.From; i < region.To; i++) points[i] = new Vector2(Next(2 * i, points[i].X, pace), Next(2 * i + 1, points[i].Y, pace));
        }

        _started = true;
    }

    private double MeanMove(ReadOnlySpan<Vector2> points, int first)
    {
        var sum = 0.0;
        for (var i = 0; i < points.Length; i++)
        {
            double dx = points[i].X - _previous[2 * (first + i)], dy = points[i].Y - _previous[2 * (first + i) + 1];
            sum += Math.Sqrt(dx * dx + dy * dy);
        }

        return sum / points.Length;
    }

    /// <summary>One-euro with the pace as time step and as gain of speed. A region that did not move at all keeps its place (the original divides by zero).</summary>
    private float Next(int i, double value, double pace)
    {
        if (!_started) return (float)(_previous[i] = value);
        if (pace == 0) return (float)_previous[i];
        var speed = (value - _previous[i]) / pace;
        _speed[i] += Share(pace, 1) * (speed - _speed[i]);
        _previous[i] += Share(pace, 1 + pace * Math.Abs(_speed[i])) * (value - _previous[i]);
        return (float)_previous[i];
    }

    private static double Share(double seconds, double cutoff)
    {
        var r = 2 * Math.PI * cutoff * seconds;
        return r / (r + 1);
    }

    /// <summary>Points from..to, the move measured on some of them; paces of a still, a slow and a fast region.</summary>
    private readonly record struct Region(int From, int To, int MeasureFrom, int MeasureTo, double Low, double Base, double Top)
    {
        public double Pace(double move) => move < Low ? Base * move / Low : move < FastMove ? Base + (Top - Base) * (move - Low) / (FastMove - Low) : Top;
    }
}
