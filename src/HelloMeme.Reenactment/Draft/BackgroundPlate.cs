using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 5, layer 1: the texture mirrored across the silhouette, fading to a smooth fill with depth.
/// <summary>What stands behind the person: the photo outside a hole around them, an invention inside it.</summary>
internal static class BackgroundPlate
{
    private const float HoleGrowth = 11, VectorBlur = 5, BaseBlur = 12, EdgeBlur = 3, BaseShare = 0.6f, MirrorReach = 2.15f;

    private const float FadeFrom = 40, FadeTo = 95;

    /// <summary>RGBX bytes at picture size.</summary>
    public static byte[] Make(PortraitView view, PortraitMatte matte)
    {
        var unit = view.Unit;
        var growth = 2 * (int)MathF.Round(HoleGrowth * unit / 2 - 0.5f) + 1;
        var hole = Morphology.Dilate(matte.Work.Map(a => a > 0.3f ? 1 : 0), Morphology.Disc(growth));
        var known = hole.Map(h => 1 - h);
        var plate = PixelBytes.FromFrame(view.Picture);
        if (!known.Values.Contains(1f)) return plate;   // the person fills the picture

        var smooth = view.Work.Map(c => PushPull.Fill(c, known));
        var nearest = DistanceField.To(known);
        var vectorX = GaussianBlur.Run(Offsets(nearest.NearestX, hole.Width, byRow: false), VectorBlur * unit);
        var vectorY = GaussianBlur.Run(Offsets(nearest.NearestY, hole.Width, byRow: true), VectorBlur * unit);
        var mirrored = view.Work.Map(c => Warp(c, vectorX, vectorY));
        var shift = new RgbPlanes(
            BaseShift(mirrored.Red, smooth.Red, unit), BaseShift(mirrored.Green, smooth.Green, unit), BaseShift(mirrored.Blue, smooth.Blue, unit));
        var trust = Trust(known, nearest.Distance, vectorX, vectorY, unit);
        Paint(plate, view, hole, smooth, shift, trust, vectorX, vectorY);
        return plate;
    }

    private static PixelPlane Offsets(int[] nearest, int width, bool byRow)
    {
        var offsets = new PixelPlane(width, nearest.Length / width);
        for (var i = 0; i < nearest.Length; i++) offsets.Values[i] = nearest[i] - (byRow ? i / width : i % width);
        return offsets;
    }

    private static PixelPlane Warp(PixelPlane source, PixelPlane vectorX, PixelPlane vectorY)
    {
        var warped = new PixelPlane(source.Width, source.Height);
        for (var y = 0; y < source.Height; y++)
        {
            for (var x = 0; x < source.Width; x++) warped[x, y] = source.Sample(x + MirrorReach * vectorX[x, y], y + MirrorReach * vectorY[x, y]);
        }

        return warped;
    }

    /// <summary>Moves the mirrored texture's low frequencies most of the way to the smooth fill's.</summary>
    private static PixelPlane BaseShift(PixelPlane mirrored, PixelPlane smooth, float unit) =>
        GaussianBlur.Run(smooth, BaseBlur * unit).Combine(GaussianBlur.Run(mirrored, BaseBlur * unit), (wanted, found) => BaseShare * (wanted - found));

    /// <summary>0..1: how far the mirrored texture may be shown: its source lies in the picture and outside the hole, not too deep.</summary>
    private static PixelPlane Trust(PixelPlane known, PixelPlane depth, PixelPlane vectorX, PixelPlane vectorY, float unit)
    {
        var valid = new PixelPlane(known.Width, known.Height);
        for (var y = 0; y < known.Height; y++)
        {
            for (var x = 0; x < known.Width; x++)
            {
                float qx = x + MirrorReach * vectorX[x, y], qy = y + MirrorReach * vectorY[x, y];
                var inside = qx >= 0 && qy >= 0 && qx < known.Width - 1 && qy < known.Height - 1;
                valid[x, y] = inside ? known.Sample(qx, qy) : 0;
            }
        }

        var trust = GaussianBlur.Run(valid, EdgeBlur * unit);
        for (var i = 0; i < trust.Values.Length; i++)
        {
            trust.Values[i] *= valid.Values[i] * (1 - Ramp.Smooth(FadeFrom * unit, FadeTo * unit, depth.Values[i])) * (1 - known.Values[i]);
        }

        return trust;
    }

    private static void Paint(byte[] plate, PortraitView view, PixelPlane hole, RgbPlanes smooth, RgbPlanes shift, PixelPlane trust, PixelPlane vectorX, PixelPlane vectorY)
    {
        var (picture, scale) = (view.Picture, view.WorkScale);
        var photo = PixelBytes.FromFrame(picture);
        PixelPlane[] smooths = [smooth.Red, smooth.Green, smooth.Blue], shifts = [shift.Red, shift.Green, shift.Blue];
        for (var y = 0; y < picture.Height; y++)
        {
            var v = (y + 0.5f) * scale - 0.5f;
            for (var x = 0; x < picture.Width; x++)
            {
                var u = (x + 0.5f) * scale - 0.5f;
                var open = hole.Sample(u, v);
                if (open <= 0) continue;
                float weight = trust.Sample(u, v), reach = MirrorReach / scale;
                float qx = x + reach * vectorX.Sample(u, v), qy = y + reach * vectorY.Sample(u, v);
                for (var c = 0; c < 3; c++)
                {
                    var mirrored = PixelBytes.Sample(photo, picture.Width, picture.Height, qx, qy, c) + shifts[c].Sample(u, v);
                    var filled = Ramp.Mix(smooths[c].Sample(u, v), mirrored, weight);
                    ref var pixel = ref plate[4 * (y * picture.Width + x) + c];
                    pixel = (byte)Math.Clamp(Ramp.Mix(pixel, filled, open) + 0.5f, 0, 255);
                }
            }
        }
    }
}
