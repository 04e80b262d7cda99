using System.Drawing;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Brightness of a face's surroundings, 0..255, in the picture's own pixel coordinates; beyond its border the last row or column goes on.</summary>
internal sealed class GrayPicture
{
    private const float Red = 0.299f, Green = 0.587f, Blue = 0.114f;   // Rec. 601 luma
    private const float LeastSigma = 0.3f;   // pixels; less changes nothing that can be seen

    private const float Margin = 0.3f;       // of the face's box, on each side

    private readonly int _left, _top, _width, _height;
    private readonly float[] _values;

    private GrayPicture(Rectangle part, float[] values) => (_left, _top, _width, _height, _values) = (part.Left, part.Top, part.Width, part.Height, values);

    public static GrayPicture About(FaceLandmarks face, Frame frame)
    {
        var box = FaceChecks.BoxOf(face);
        box.Inflate(Margin * box.Width, Margin * box.Height);
        var part = Rectangle.Intersect(Rectangle.Round(box), new Rectangle(0, 0, frame.Width, frame.Height));
        if (part.IsEmpty) part = new Rectangle(0, 0, frame.Width, frame.Height);
        var values = new float[part.Width * part.Height];
        for (var y = 0; y < part.Height; y++)
        {
            var row = frame.Row(part.Top + y)[(3 * part.Left)..];
            for (var x = 0; x < part.Width; x++) values[y * part.Width + x] = Red * row[3 * x] + Green * row[3 * x + 1] + Blue * row[3 * x + 2];
        }

        return new GrayPicture(part, values);
    }

    /// <summary>Bilinear; pixel centres at whole numbers.</summary>
    public float At(float x, float y)
    {
        (x, y) = (Math.Clamp(x - _left, 0, _width - 1), Math.Clamp(y - _top, 0, _height - 1));
        int left = Math.Min((int)x, Math.Max(0, _width - 2)), top = Math.Min((int)y, Math.Max(0, _height - 2));
        int right = Math.Min(left + 1, _width - 1), bottom = Math.Min(top + 1, _height - 1);
        var (u, v) = (x - left, y - top);
        var upper = _values[top * _width + left] * (1 - u) + _values[top * _width + right] * u;
        var lower = _values[bottom * _width + left] * (1 - u) + _values[bottom * _width + right] * u;
        return upper * (1 - v) + lower * v;
    }

    /// <summary>Smoothed by a Gaussian, sigma in pixels, so that it can be sampled in steps of twice that.</summary>
    public GrayPicture Blurred(float sigma)
    {
        if (sigma < LeastSigma) return this;
        var kernel = Kernel(sigma);
        return new GrayPicture(new Rectangle(_left, _top, _width, _height), Pass(Pass(_values, kernel, across: true), kernel, across: false));
    }

    private float[] Pass(float[] source, float[] kernel, bool across)
    {
        var reach = kernel.Length / 2;
        var result = new float[source.Length];
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                float sum = 0;
                for (var k = -reach; k <= reach; k++)
                {
                    var at = across ? y * _width + Math.Clamp(x + k, 0, _width - 1) : Math.Clamp(y + k, 0, _height - 1) * _width + x;
                    sum += kernel[k + reach] * source[at];
                }

                result[y * _width + x] = sum;
            }
        }

        return result;
    }

    private static float[] Kernel(float sigma)
    {
        var reach = (int)MathF.Ceiling(2.5f * sigma);
        var kernel = new float[2 * reach + 1];
        for (var k = -reach; k <= reach; k++) kernel[k + reach] = MathF.Exp(-k * k / (2 * sigma * sigma));
        var sum = kernel.Sum();
        for (var k = 0; k < kernel.Length; k++) kernel[k] /= sum;
        return kernel;
    }
}
