using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HelloMeme.Studio.Storage;

/// <summary>Lets "dotnet ef migrations add" read the model without starting the studio.</summary>
public sealed class StudioDbDesign : IDesignTimeDbContextFactory<StudioDb>
{
    public StudioDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<StudioDb>().UseSqlite("Data Source=:memory:").Options);
}
