using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md section 9.1.
/// <summary>Finds the frame of a clip that shows the face most at rest: mouth shut, eyes open, looking ahead. A bad neutral poisons the whole clip.</summary>
internal static class NeutralFrame
{
    /// <summary>Index of the frame with the least unrest; the first of equals.</summary>
    public static int Pick(IReadOnlyList<FaceLandmarks> faces)
    {
        var best = 0;
        var least = float.MaxValue;
        for (var i = 0; i < faces.Count; i++)
        {
            var unrest = Unrest(faces[i]);
            if (unrest >= least) continue;
            least = unrest;
            best = i;
        }

        return best;
    }

    private static float Unrest(FaceLandmarks face)
    {
        var unit = face.OuterEyeDistance;
        var yaw = MathF.Abs(HeadAngles.FromRotation(HeadPoseEstimator.Absolute(face).Rotation).Yaw) * 180 / MathF.PI;
        var gap = Vector3.Distance(face[13], face[14]) / unit;
        var width = Vector3.Distance(face[61], face[291]) / unit;
        var lids = Vector3.Distance(face[159], face[145]) / unit;
        return 4 * gap + yaw / 25 + 3 * MathF.Abs(width - 0.49f) - 4 * lids;
    }
}
