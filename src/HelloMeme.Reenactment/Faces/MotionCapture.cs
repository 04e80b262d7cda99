using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md section 9. Soft limits are the renderer's.
/// <summary>From faces to motion: the 58 channels relative to the neutral frame.</summary>
public static class MotionCapture
{
    private static readonly SavitzkyGolay PoseSmoothing = new(window: 7, order: 2);
    private static readonly SavitzkyGolay ExpressionSmoothing = new(window: 5, order: 2);

    /// <summary>The smoothed motion of a clip, a sample for every frame. Held frames repeat the last frame with a face.</summary>
    public static MotionTrack Capture(FaceTrack track) => MotionTrack.FromSamples(track.Rate, Smooth(track), NeutralIn(track.Neutral.HeadPose, track.Width, track.Height));

    /// <summary>One frame against the neutral, unsmoothed: what must be put on the neutral's picture to get the frame's face.</summary>
    public static MotionFrame Relative(FaceLandmarks neutral, FaceLandmarks frame)
    {
        var estimator = new BlendshapeEstimator(neutral);
        var expression = estimator.Estimate(frame);
        return ToMotion(estimator.Rest, expression.Move, expression.Blendshapes);
    }

    /// <summary>Rest: canonical face to the neutral; move: the neutral's points to the frame's; 52 coefficients.</summary>
    internal static MotionFrame ToMotion(HeadPose rest, HeadPose move, ReadOnlySpan<float> blendshapes) => new(ToChannels(rest, move, blendshapes));

    /// <summary>A driving picture's face as a target: its turn against a frontal head and its expression against the canonical face. Place and size stay the portrait's.</summary>
    public static MotionFrame FromPicture(FaceTrack picture)
    {
        var values = new float[Channels.Count];
        var angles = HeadAngles.FromRotation(picture.Neutral.HeadPose.Rotation);
        (values[Channels.Yaw], values[Channels.Pitch], values[Channels.Roll], values[Channels.Scale]) = (angles.Yaw, angles.Pitch, angles.Roll, 1);
        picture.Neutral.Blendshapes.CopyTo(values, Channels.PoseCount);
        return new MotionFrame(values);
    }

    /// <summary>Frames at an even rate, smoothed channel by channel as those of a clip. Held: frames without a face, which repeat the one before; empty for none.</summary>
    internal static MotionFrame[] Smooth(IReadOnlyList<MotionFrame> frames, IReadOnlyList<bool> held)
    {
        var channels = new float[Channels.Count][];
        for (var c = 0; c < channels.Length; c++)
        {
            var filter = c < Channels.PoseCount ? PoseSmoothing : ExpressionSmoothing;
            channels[c] = filter.Apply(frames.Select(f => f[c]).ToArray());
            for (var i = 1; i < held.Count; i++)
            {
                if (held[i]) channels[c][i] = channels[c][i - 1];
            }
        }

        return Enumerable.Range(0, frames.Count).Select(i => Frame(channels, i)).ToArray();
    }

    /// <summary>Rest: canonical face to the neutral, in a picture of this size.
    /// The canonical origin is the middle between the outer eye corners, so the pose's own numbers say where they stand.</summary>
    internal static NeutralPose NeutralIn(HeadPose rest, int width, int height)
    {
        var angles = HeadAngles.FromRotation(rest.Rotation);
        return new NeutralPose(angles.Yaw, angles.Pitch, angles.Roll, rest.Translation.X / width, rest.Translation.Y / height, rest.Scale / width);
    }

    private static MotionFrame[] Smooth(FaceTrack track)
    {
        var rest = track.Neutral.HeadPose;
        var frames = track.Frames.Select(f => ToMotion(rest, f.Move, f.Blendshapes)).ToArray();
        return Smooth(frames, track.Frames.Select((f, i) => f.Held && !LeadsIn(track.Frames, i)).ToArray());
    }

    private static float[] ToChannels(HeadPose rest, HeadPose move, ReadOnlySpan<float> blendshapes)
    {
        var values = new float[Channels.Count];
        HeadPoseEstimator.WriteChannels(rest, move, values);
        blendshapes.CopyTo(values.AsSpan(Channels.PoseCount));
        return values;
    }

    /// <summary>No face has been seen up to this frame.</summary>
    private static bool LeadsIn(IReadOnlyList<FaceObservation> frames, int index)
    {
        for (var i = 0; i <= index; i++)
        {
            if (!frames[i].Held) return false;
        }

        return true;
    }

    private static MotionFrame Frame(float[][] channels, int index)
    {
        var values = new float[Channels.Count];
        for (var c = 0; c < values.Length; c++) values[c] = c < Channels.PoseCount ? channels[c][index] : Math.Clamp(channels[c][index], 0, 1);
        return new MotionFrame(values);
    }
}
