using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Motion frame by frame from a running camera, relative to the most restful of the first faces seen (or of those after <see cref="Reset"/>).
/// Holds state; one thread at a time.</summary>
public sealed class LiveCapture
{
    /// <summary>Faces that are looked at before one of them is the neutral.</summary>
    public const int CalibrationFaces = 8;

    private readonly List<FaceLandmarks> _calibration = [];
    private BlendshapeEstimator? _estimator;
    private OneEuroFilter _filter = new(Channels.Count);
    private double _pause;   // seconds since the filter was used
    private LiveMotion _last = LiveMotion.Rest;

    /// <summary>The neutral is still being looked for: the motion is that of a face at rest.</summary>
    public bool IsCalibrating => _estimator is null;

    /// <summary>Looks for a neutral face again, among the next ones.</summary>
    public void Reset()
    {
        _estimator = null;
        _last = LiveMotion.Rest;
    }

    /// <summary>Where the neutral face is in pictures of this size, for the tracks made of the motion. Null while calibrating.</summary>
    public NeutralPose? NeutralIn(int width, int height) => _estimator is { } e ? MotionCapture.NeutralIn(e.Rest, width, height) : null;

    /// <summary>Motion of this frame; null face = none found, the last motion is held. Seconds since the frame before, above zero.</summary>
    public LiveMotion Next(FaceLandmarks? face, double seconds)
    {
        _pause += seconds;
        if (face is null || (_estimator ?? Calibrate(face)) is not { } estimator) return _last;
        var expression = estimator.Estimate(face);
        var read = MotionCapture.ToMotion(estimator.Rest, expression.Move, expression.Blendshapes);
        return _last = new LiveMotion(read, Smooth(read));
    }

    private BlendshapeEstimator? Calibrate(FaceLandmarks face)
    {
        _calibration.Add(face);
        if (_calibration.Count < CalibrationFaces) return null;
        var neutral = _calibration[NeutralFrame.Pick(_calibration)];
        _calibration.Clear();
        _filter = new OneEuroFilter(Channels.Count);
        return _estimator = new BlendshapeEstimator(neutral, MouthAtRest.Estimate(neutral));
    }

    private MotionFrame Smooth(MotionFrame read)
    {
        var values = read.Values.ToArray();
        _filter.Apply(values, _pause);
        _pause = 0;
        return new MotionFrame(values);
    }
}

/// <summary>One frame of a camera. Read: as estimated, to be recorded; Shown: smoothed by One-Euro, to be looked at.</summary>
public sealed record LiveMotion(MotionFrame Read, MotionFrame Shown)
{
    public static LiveMotion Rest { get; } = new(MotionFrame.Rest, MotionFrame.Rest);
}
