using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Motion frame by frame from a running camera, smoothed by One-Euro, relative to the first face seen (or the one last <see cref="Reset"/>).
/// Holds state; one thread at a time.</summary>
public sealed class LiveCapture
{
    private readonly float[] _values = MotionFrame.Rest.Values.ToArray();
    private BlendshapeEstimator? _estimator;
    private OneEuroFilter _filter = new(Channels.Count);
    private double _pause;

    /// <summary>The next face counts as neutral.</summary>
    public void Reset() => _estimator = null;

    /// <summary>Motion of this frame; null face = none found, the last motion is held. Seconds since the frame before, above zero.</summary>
    public MotionFrame Next(FaceLandmarks? face, double seconds)
    {
        _pause += seconds;
        if (face is null) return new MotionFrame([.. _values]);
        if (_estimator is null)
        {
            _estimator = new BlendshapeEstimator(face, MouthAtRest.Estimate(face));
            _filter = new OneEuroFilter(Channels.Count);
        }

        var expression = _estimator.Estimate(face);
        HeadPoseEstimator.WriteChannels(_estimator.Rest, expression.Move, _values);
        expression.Blendshapes.CopyTo(_values, Channels.PoseCount);
        _filter.Apply(_values, _pause);
        _pause = 0;
        return new MotionFrame([.. _values]);
    }
}
