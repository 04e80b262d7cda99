using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Mesh points of a picture, put where the neutral picture's own pixels are found again. The network shows brows under a fringe, a chin
/// pushed aside and pulled mouth corners at half their way or less; the pixels have gone the whole of it.</summary>
internal static class LandmarkRefinement
{
    private const float Furthest = 0.12f;                    // IOD between the network's place and the pixels'; more is another patch
    private const float PartFrom = 0.015f, PartTo = 0.045f;  // IOD of lip gap over which lips no longer look like closed ones
    private static readonly float[] Steps = [1 / 60f, 1 / 120f];   // IOD between samples, coarse to fine

    private static readonly int[] Eyes = [.. new[] { FaceTopology.RightEye, FaceTopology.LeftEye }.SelectMany(e => e.Upper.Concat(e.Lower))];
    private static readonly int[] Lips =
    [
        .. FaceTopology.LipInnerUpper, .. FaceTopology.LipInnerLower, .. FaceTopology.LipOuterUpper, .. FaceTopology.LipOuterLower,
        // between the outer and the inner row, from the right corner to the left
        76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306, 77, 90, 180, 85, 16, 315, 404, 320, 307,
        62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292, 96, 89, 179, 86, 15, 316, 403, 319, 325,
    ];

    private static readonly bool[] IsLid = Mark(Eyes), IsLip = Mark(Lips);

    /// <summary>The found face with better mesh points; lids and irises stay. Move: the neutral's points to the picture's.</summary>
    public static FaceLandmarks Refine(GrayPicture neutralPicture, FaceLandmarks neutral, GrayPicture picture, FaceLandmarks found, HeadPose move)
    {
        // 1. What the network says, in the neutral's picture
        var iod = HeadPoseEstimator.Absolute(neutral).Scale;
        var network = new Vector3[FaceLandmarks.MeshCount];
        for (var i = 0; i < network.Length; i++) network[i] = move.Unapply(found[i]) - neutral[i];

        // 2. What the pixels say
        var shifts = network.Select(n => new Vector2(n.X, n.Y)).ToArray();
        foreach (var step in Steps.Select(s => s * iod))
        {
            var registration = new PatchRegistration(neutralPicture.Blurred(step / 2), picture.Blurred(step / 2 * move.Scale), move, step);
            for (var i = 0; i < shifts.Length; i++)
            {
                if (!IsLid[i]) shifts[i] = registration.Find(neutral[i], shifts[i], new Vector2(network[i].X, network[i].Y), network[i].Z);
            }
        }

        // 3. Parted lips show teeth and dark, which the neutral does not have
        var parting = Parting(neutral, found);
        var points = found.Points.ToArray();
        for (var i = 0; i < shifts.Length; i++)
        {
            var expected = new Vector2(network[i].X, network[i].Y);
            var trust = Vector2.Distance(shifts[i], expected) > Furthest * iod ? 0 : IsLip[i] ? 1 - parting : 1;
            if (!IsLid[i]) points[i] = move.Apply(neutral[i] + new Vector3(Vector2.Lerp(expected, shifts[i], trust), network[i].Z));
        }

        return new FaceLandmarks(points);
    }

    /// <summary>0: as closed as in the neutral, 1: plainly parted.</summary>
    private static float Parting(FaceLandmarks neutral, FaceLandmarks found)
    {
        var more = MouthAtRest.Gap(found, HeadPoseEstimator.Absolute(found)) - MouthAtRest.Gap(neutral, HeadPoseEstimator.Absolute(neutral));
        var t = Math.Clamp((more - PartFrom) / (PartTo - PartFrom), 0, 1);
        return t * t * (3 - 2 * t);
    }

    private static bool[] Mark(int[] points)
    {
        var marked = new bool[FaceLandmarks.MeshCount];
        foreach (var point in points) marked[point] = true;
        return marked;
    }
}
