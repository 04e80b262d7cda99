using System.Numerics;
using HelloMeme.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Reenactment.Diffusion.Pose;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Diffusion.Conditions;

/// <summary>A head that a motion moves on from where it was.</summary>
public static class MovedPose
{
    /// <summary>The base pose, then the motion's turn, shift and scale. The camera's axes are the picture's turned half about x (<see cref="MeshReading.Pose"/>).</summary>
    public static CameraPose Of(CameraPose start, MotionFrame motion)
    {
        var rotation = new HeadAngles(motion.Yaw, motion.Pitch, motion.Roll).ToRotation() * new HeadAngles(start.Rotation.Y, -start.Rotation.X, -start.Rotation.Z).ToRotation();
        var angles = HeadAngles.FromRotation(rotation);
        return new CameraPose(
            new Vector3(-angles.Pitch, angles.Yaw, -angles.Roll),
            new Vector3(
                start.Translation.X + (float)MeshReading.MetersPerIod * motion.X,
                start.Translation.Y - (float)MeshReading.MetersPerIod * motion.Y,
                start.Translation.Z / motion.Scale));
    }
}
