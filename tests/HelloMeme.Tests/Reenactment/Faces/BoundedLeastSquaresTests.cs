using HelloMeme.Reenactment.Faces;
using HelloMeme.Tests.References;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

public sealed class BoundedLeastSquaresTests
{
    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(2, 8, 1)]
    [InlineData(3, 12, 0.3)]
    [InlineData(4, 20, 1e9)]
    [InlineData(5, 30, 0.5)]
    public void Solve_agrees_with_coordinate_descent(int seed, int size, double limit)
    {
        var random = new Random(seed);
        var gram = new double[size * size];
        var projection = new double[size];
        for (var row = 0; row < size + 5; row++)
        {
            var a = Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.4).ToArray();
            var b = random.NextDouble() - 0.3;
            for (var i = 0; i < size; i++)
            {
                projection[i] += a[i] * b;
                for (var j = 0; j < size; j++) gram[i * size + j] += a[i] * a[j];
            }
        }

        for (var i = 0; i < size; i++) gram[i * size + i] += 0.05;
        var x = new double[size];

        new BoundedLeastSquares(size).Solve(gram, projection, limit, x);

        var expected = NaiveFits.Bounded(gram, projection, limit);
        for (var i = 0; i < size; i++) Assert.Equal(expected[i], x[i], 1e-7);
    }

    [Fact]
    public void Solve_gives_the_same_answer_when_the_work_space_is_used_again()
    {
        double[] gram = [2, 0.5, 0.5, 1], projection = [3, -1];
        var solver = new BoundedLeastSquares(2);
        var (first, second) = (new double[2], new double[2]);

        solver.Solve(gram, projection, 1, first);
        solver.Solve([1, 0, 0, 1], [0.2, 0.4], 1, second);
        Assert.Equal([0.2, 0.4], second);
        solver.Solve(gram, projection, 1, second);

        Assert.Equal([1.0, 0.0], first);
        Assert.Equal(first, second);
    }
}
