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
    public static MotionTrack Capture(FaceTrack track) => MotionTrack.FromSamples(track.Rate, Smooth(track), NeutralOf(track));

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

    private static MotionFrame[] Smooth(FaceTrack track)
    {
        var rest = track.Neutral.HeadPose;
        var channels = new float[Channels.Count][];
        for (var c = 0; c < channels.Length; c++) channels[c] = new float[track.Frames.Count];
        for (var i = 0; i < track.Frames.Count; i++)
        {
            var values = ToChannels(rest, track.Frames[i].Move, track.Frames[i].Blendshapes);
            for (var c = 0; c < channels.Length; c++) channels[c][i] = values[c];
        }

        for (var c = 0; c < channels.Length; c++)
        {
            var filter = c < Channels.PoseCount ? PoseSmoothing : ExpressionSmoothing;
            channels[c] = Hold(filter.Apply(channels[c]), track.Frames);
        }

        return Enumerable.Range(0, track.Frames.Count).Select(i => Frame(channels, i)).ToArray();
    }

    /// <summary>The canonical origin is the middle between the outer eye corners, so the pose's own numbers say where they stand.</summary>
    private static NeutralPose NeutralOf(FaceTrack track)
    {
        var pose = track.Neutral.HeadPose;
        var angles = HeadAngles.FromRotation(pose.Rotation);
        return new NeutralPose(angles.Yaw, angles.Pitch, angles.Roll, pose.Translation.X / track.Width, pose.Translation.Y / track.Height, pose.Scale / track.Width);
    }

    private static float[] ToChannels(HeadPose rest, HeadPose move, ReadOnlySpan<float> blendshapes)
    {
        var values = new float[Channels.Count];
        HeadPoseEstimator.WriteChannels(rest, move, values);
        blendshapes.CopyTo(values.AsSpan(Channels.PoseCount));
        return values;
    }

    private static float[] Hold(float[] values, IReadOnlyList<FaceObservation> frames)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (frames[i].Held && !LeadsIn(frames, i)) values[i] = values[i - 1];
        }

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
