using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Gallery;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Motions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace HelloMeme.Studio.Storage;

/// <summary>The studio's records in SQLite. Bytes lie in <see cref="BlobStore"/>; records name them by hash.
/// Save through <see cref="BlobStore.SaveAsync"/> whenever a hash is added or removed.</summary>
public sealed class StudioDb(DbContextOptions<StudioDb> options) : DbContext(options)
{
    /// <summary>How often a change that another one crossed is tried.</summary>
    public const int Tries = 3;

    public DbSet<Blob> Blobs => Set<Blob>();

    public DbSet<Upload> Uploads => Set<Upload>();

    public DbSet<Asset> Assets => Set<Asset>();

    public DbSet<AnalysisResult> AnalysisResults => Set<AnalysisResult>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<Motion> Motions => Set<Motion>();

    public DbSet<Meme> Memes => Set<Meme>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no instants: whole milliseconds since 1970 sort and compare.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<AssetKind>().HaveConversion<string>();
        configurationBuilder.Properties<JobKind>().HaveConversion<string>();
        configurationBuilder.Properties<JobState>().HaveConversion<string>();
        configurationBuilder.Properties<MemeVisibility>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Blob>().HasKey(b => b.Hash);

        var uploads = modelBuilder.Entity<Upload>();
        uploads.HasIndex(u => new { u.Owner, u.Created });
        uploads.HasOne<Asset>().WithMany().HasForeignKey(u => u.AssetId).OnDelete(DeleteBehavior.Cascade);

        var assets = modelBuilder.Entity<Asset>();
        assets.HasIndex(a => new { a.Owner, a.BlobHash }).IsUnique();
        assets.HasIndex(a => new { a.Owner, a.Created });
        // Made later than the rest: a delete must not miss them. No foreign keys: SQLite adds one by writing the table anew, which a crash could cut in two.
        assets.Property(a => a.FilmHash).IsConcurrencyToken();
        assets.Property(a => a.SoundHash).IsConcurrencyToken();
        assets.HasOne<Blob>().WithMany().HasForeignKey(a => a.BlobHash).OnDelete(DeleteBehavior.Restrict);

        var results = modelBuilder.Entity<AnalysisResult>();
        results.HasIndex(r => new { r.AssetId, r.Settings }).IsUnique();
        results.HasOne<Asset>().WithMany().HasForeignKey(r => r.AssetId).OnDelete(DeleteBehavior.Restrict);
        results.HasOne<Blob>().WithMany().HasForeignKey(r => r.BlobHash).OnDelete(DeleteBehavior.Restrict);

        var jobs = modelBuilder.Entity<Job>();
        jobs.HasIndex(j => new { j.State, j.Priority, j.Created });
        jobs.HasIndex(j => j.Token).IsUnique();
        jobs.HasIndex(j => new { j.Owner, j.Created });
        jobs.Property(j => j.Fence).IsConcurrencyToken();
        jobs.Property(j => j.CheckpointHash).IsConcurrencyToken(); // released once
        jobs.HasOne<Blob>().WithMany().HasForeignKey(j => j.CheckpointHash).OnDelete(DeleteBehavior.Restrict);

        var motions = modelBuilder.Entity<Motion>();
        motions.HasIndex(m => new { m.Owner, m.Changed });
        motions.Property(m => m.Revision).IsConcurrencyToken();
        motions.HasOne<Asset>().WithMany().HasForeignKey(m => m.DriverId).OnDelete(DeleteBehavior.SetNull);
        motions.HasOne<Blob>().WithMany().HasForeignKey(m => m.BlobHash).OnDelete(DeleteBehavior.Restrict);

        var memes = modelBuilder.Entity<Meme>();
        memes.HasIndex(m => m.Token).IsUnique();
        memes.HasIndex(m => new { m.Owner, m.Created });
        memes.Property(m => m.WebPHash).IsConcurrencyToken(); // as of assets
        memes.Property(m => m.GifHash).IsConcurrencyToken();
        memes.HasOne<Asset>().WithMany().HasForeignKey(m => m.PortraitId).OnDelete(DeleteBehavior.SetNull);
        memes.HasOne<Asset>().WithMany().HasForeignKey(m => m.DriverId).OnDelete(DeleteBehavior.SetNull);
        memes.HasOne<Blob>().WithMany().HasForeignKey(m => m.Mp4Hash).OnDelete(DeleteBehavior.Restrict);
        memes.HasOne<Blob>().WithMany().HasForeignKey(m => m.WebPHash).OnDelete(DeleteBehavior.Restrict);
        memes.HasOne<Blob>().WithMany().HasForeignKey(m => m.GifHash).OnDelete(DeleteBehavior.Restrict);
        memes.HasOne<Blob>().WithMany().HasForeignKey(m => m.PngHash).OnDelete(DeleteBehavior.Restrict);
        memes.HasOne<Blob>().WithMany().HasForeignKey(m => m.PosterHash).OnDelete(DeleteBehavior.Restrict);
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));
}
