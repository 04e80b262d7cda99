using HelloMeme.Reenactment.Sessions;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Sessions;

public sealed class TensorTests
{
    [Fact]
    public void A_tensor_has_its_shape_and_zeros()
    {
        using var floats = Tensor.OfFloats(2, 3);
        using var longs = Tensor.OfLongs(4);
        Assert.Equal([2, 3], floats.Shape);
        Assert.Equal(new float[6], floats.Floats.ToArray());
        Assert.Equal(new long[4], longs.Longs.ToArray());
    }

    [Fact]
    public void The_wrong_element_type_is_refused()
    {
        using var floats = Tensor.OfFloats(1);
        Assert.Throws<InvalidCastException>(() => floats.Longs[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.OfFloats(2, -1));
    }
}
