using System.Numerics;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md sections 2 and 9.3.
/// <summary>Where a head is: absolute (canonical face to picture) and as the six pose channels relative to a neutral frame.</summary>
public static class HeadPoseEstimator
{
    /// <summary>Canonical face (unit IOD) to picture. Scale is the face's outer eye distance in pixels.</summary>
    public static HeadPose Absolute(FaceLandmarks face) => HeadPose.Fit(RigTables.Canonical, face.Mesh, FaceTopology.Stable);

    /// <summary>Yaw, pitch, roll (radians), x, y (IOD) and scale of a similarity that takes the neutral frame's points to another frame's;
    /// the head turns about the pivot of <paramref name="rest"/>, the neutral frame's absolute pose.</summary>
    public static void WriteChannels(HeadPose rest, HeadPose move, Span<float> channels)
    {
        var pivot = rest.Apply(HeadPose.Pivot);
        var shift = (move.Apply(pivot) - pivot) / rest.Scale;
        var angles = HeadAngles.FromRotation(move.Rotation);
        channels[Channels.Yaw] = angles.Yaw;
        channels[Channels.Pitch] = angles.Pitch;
        channels[Channels.Roll] = angles.Roll;
        channels[Channels.X] = shift.X;
        channels[Channels.Y] = shift.Y;
        channels[Channels.Scale] = move.Scale;
    }
}
