using System.Numerics;

namespace HelloMeme.Reenactment.Rig;

/// <summary>A similarity p = Scale * R(m) + Translation. From the canonical face (unit IOD) to a picture, Scale is the face's IOD in pixels.
/// Rotation acts as Vector3.Transform(m, Rotation) in axes x right, y down, z away.</summary>
public readonly record struct HeadPose(float Scale, Quaternion Rotation, Vector3 Translation)
{
    /// <summary>Midpoint between the ears in canonical units: heads turn about it.</summary>
    public static readonly Vector3 Pivot = new(0, 0.45f, 0.75f);

    public static readonly HeadPose Identity = new(1, Quaternion.Identity, Vector3.Zero);

    public Vector3 Apply(Vector3 m) => Scale * Vector3.Transform(m, Rotation) + Translation;

    /// <summary>Inverse of <see cref="Apply"/>: picture to canonical face.</summary>
    public Vector3 Unapply(Vector3 p) => Vector3.Transform(p - Translation, Quaternion.Conjugate(Rotation)) / Scale;

    /// <summary>Least-squares similarity from source to target over the given indices (Horn 1987, closed form with unit quaternions).</summary>
    /// <exception cref="ArgumentException">Under three indices.</exception>
    public static HeadPose Fit(ReadOnlySpan<Vector3> source, ReadOnlySpan<Vector3> target, ReadOnlySpan<int> indices)
    {
        if (indices.Length < 3) throw new ArgumentException("A pose needs at least three points.", nameof(indices));
        Vector3 sourceMean = default, targetMean = default;
        foreach (var i in indices)
        {
            sourceMean += source[i] / indices.Length;
            targetMean += target[i] / indices.Length;
        }

        double sxx = 0, sxy = 0, sxz = 0, syx = 0, syy = 0, syz = 0, szx = 0, szy = 0, szz = 0, spread = 0;
        foreach (var i in indices)
        {
            var a = source[i] - sourceMean;
            var b = target[i] - targetMean;
            sxx += (double)a.X * b.X; sxy += (double)a.X * b.Y; sxz += (double)a.X * b.Z;
            syx += (double)a.Y * b.X; syy += (double)a.Y * b.Y; syz += (double)a.Y * b.Z;
            szx += (double)a.Z * b.X; szy += (double)a.Z * b.Y; szz += (double)a.Z * b.Z;
            spread += Vector3.Dot(a, a);
        }

        // Horn's symmetric 4x4 matrix; its largest eigenvector is the rotation (w, x, y, z), its eigenvalue sum of b . R a.
        double[,] n =
        {
            { sxx + syy + szz, syz - szy, szx - sxz, sxy - syx },
            { syz - szy, sxx - syy - szz, sxy + syx, szx + sxz },
            { szx - sxz, sxy + syx, -sxx + syy - szz, syz + szy },
            { sxy - syx, szx + sxz, syz + szy, -sxx - syy + szz },
        };
        var (eigenvalue, q) = LargestEigenvector(n);
        var rotation = Quaternion.Normalize(new Quaternion((float)q[1], (float)q[2], (float)q[3], (float)q[0]));
        var scale = (float)(eigenvalue / Math.Max(spread, 1e-12));
        return new HeadPose(scale, rotation, targetMean - scale * Vector3.Transform(sourceMean, rotation));
    }

    /// <summary>Cyclic Jacobi on a symmetric 4x4.</summary>
    private static (double Value, double[] Vector) LargestEigenvector(double[,] a)
    {
        var v = new double[4, 4];
        for (var i = 0; i < 4; i++) v[i, i] = 1;
        for (var sweep = 0; sweep < 30; sweep++)
        {
            for (var p = 0; p < 3; p++)
            {
                for (var q = p + 1; q < 4; q++)
                {
                    if (Math.Abs(a[p, q]) < 1e-300) continue;
                    var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
                    var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
                    var c = 1 / Math.Sqrt(t * t + 1);
                    var s = t * c;
                    for (var k = 0; k < 4; k++) (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);
                    for (var k = 0; k < 4; k++) (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
                    for (var k = 0; k < 4; k++) (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q]);
                }
            }
        }

        var best = 0;
        for (var i = 1; i < 4; i++)
        {
            if (a[i, i] > a[best, best]) best = i;
        }

        return (a[best, best], [v[0, best], v[1, best], v[2, best], v[3, best]]);
    }
}
